{{/* The release's name, as that of everything in it, unless the values have another. */}}
{{- define "pointsman.name" -}}
{{- $name := .Release.Name }}
{{- with .Values.nameOverride }}{{ $name = printf "%s-%s" $name . }}{{ end }}
{{- .Values.fullnameOverride | default $name | trunc 50 | trimSuffix "-" -}}
{{- end }}

{{/* What never changes of a worker, so that selectors may rest on it. */}}
{{- define "pointsman.selector" -}}
app.kubernetes.io/name: {{ .Values.nameOverride | default "pointsman" }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "pointsman.labels" -}}
{{ include "pointsman.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ .Chart.Name }}-{{ .Chart.Version }}
{{- end }}

{{/* Where brokers listen: the ports of their addresses, and those that are named besides. */}}
{{- define "pointsman.kafkaPorts" -}}
{{- $ports := list }}
{{- range .Values.kafka.bootstrapServers | splitList "," }}
{{- $ports = append $ports (regexFind "[0-9]+$" .) }}
{{- end }}
{{- range .Values.kafka.ports }}
{{- $ports = append $ports (toString .) }}
{{- end }}
{{- $ports | uniq | join "," -}}
{{- end }}

{{/* A duration such as PT1M30S, in whole seconds. */}}
{{- define "pointsman.seconds" -}}
{{- $text := upper . }}
{{- $days := regexFind "[0-9]+D" $text | trimSuffix "D" | int }}
{{- $hours := regexFind "[0-9]+H" $text | trimSuffix "H" | int }}
{{- $minutes := regexFind "[0-9]+M" $text | trimSuffix "M" | int }}
{{- $seconds := regexFind "[0-9]+(\\.[0-9]+)?S" $text | trimSuffix "S" | float64 | ceil | int }}
{{- add (mul $days 86400) (mul $hours 3600) (mul $minutes 60) $seconds -}}
{{- end }}
