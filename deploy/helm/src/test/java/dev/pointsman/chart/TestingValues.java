package dev.pointsman.chart;

/** Ways to use the chart: between them they set every value that adds something. */
final class TestingValues {
    /** An image's, of no image. */
    static final String DIGEST = "sha256:" + "0123456789abcdef".repeat(4);

    /** All that needs an operator. */
    static final String[] ALL = {
        "autoscaling.enabled=true", "serviceMonitor.enabled=true", "prometheusRule.enabled=true"
    };

    /** All that a value adds, but for what excludes it. */
    static final String[] MORE = {
        "autoscaling.enabled=true",
        "env.POINTSMAN_TENANTS_FROM=Topic",
        "autoscaling.triggerAuthentication=kafka",
        "serviceMonitor.enabled=true",
        "serviceMonitor.prometheusNamespace=monitoring",
        "kafka.securitySecret=kafka-user",
        "kafka.ports[0]=9094",
        "secrets.env=tokens",
        "secrets.files=keys",
        "env.POINTSMAN_DRAIN_TIMEOUT=PT10S",
        "image.digest=" + DIGEST,
        "image.pullSecrets[0]=registry",
        "nodeSelector.pool=workers",
        "tolerations[0].key=jobs",
        "tolerations[0].operator=Exists",
        "affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].topologyKey=rack",
        "priorityClassName=first",
        "podAnnotations.note=kept",
        "codeCache.enabled=true",
        "codeCache.keySecret=code-key",
        "nameOverride=runners",
        "modules.persistentVolumeClaim=modules",
        "networkPolicy.dnsTo[0].namespaceSelector.matchLabels.name=dns",
        "networkPolicy.kafkaTo[0].ipBlock.cidr=198.51.100.0/24",
        "networkPolicy.egress[0].to[0].ipBlock.cidr=192.0.2.0/24",
        "networkPolicy.egress[0].ports[0].port=443"
    };

    /** And what does. */
    static final String[] OTHERWISE = {
        "fullnameOverride=runners",
        "image.tag=1.2.3",
        "serviceMonitor.enabled=true",
        "serviceMonitor.labels.release=prometheus",
        "prometheusRule.enabled=true",
        "prometheusRule.labels.release=prometheus",
        "autoscaling.topic=work",
        "tenantsConfigMap=who",
        "modules.configMap=wasm",
        "networkPolicy.enabled=false"
    };

    private TestingValues() {}
}
