//! Money without floating point: an amount is a whole number of millionths.

pub const PLACES: u32 = 6;

/// `"12.5"` is 12 500 000. At most nine digits before the point and six after it, and no sign.
pub fn millionths(text: &str) -> Option<u128> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let digits = |part: &str, most: usize| {
        (1..=most).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    if !digits(whole, 9) || !digits(fraction, 6) {
        return None;
    }
    format!("{whole}{fraction:0<6}").parse().ok()
}

/// The sum in another currency's minor units (cents), rounded half up. It is rounded here and
/// nowhere before, so a long list of lines loses no more than a short one.
pub fn minor_units(sum: u128, rate: u128, minor_digits: u32) -> Option<u128> {
    let unit = 10u128.pow(2 * PLACES - minor_digits);
    Some(sum.checked_mul(rate)?.checked_add(unit / 2)? / unit)
}

/// `12345` cents are `"123.45"`; 12345 yen, which have no minor unit, are `"12345"`.
pub fn decimal(minor_units: u128, minor_digits: u32) -> String {
    let one = 10u128.pow(minor_digits);
    match minor_digits {
        0 => minor_units.to_string(),
        digits => format!("{}.{:0places$}", minor_units / one, minor_units % one, places = digits as usize),
    }
}
