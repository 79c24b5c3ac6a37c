//! Prices a day's order lines in the tenant's own currency. In: CSV. Out: one JSON object.
//!
//! The same module answers every tenant; what it is told by `config_get` and `context_get` makes
//! the difference. A tenant sets `currency` (`EUR`), `rate` (`0.92`) and, where the currency does
//! not have two decimals, `minor-digits` (`0` for `JPY`).

mod money;
mod pointsman;

use pointsman::Level;
use std::io::{self, BufRead};
use std::process::exit;

const HEADER: &str = "order_date,day_of_week,category,name,price,orders,revenue";
const BAD_INPUT: i32 = 2;
const BAD_CONFIGURATION: i32 = 3;

fn main() {
    let tariff = Tariff::of_this_tenant().unwrap_or_else(|why| fail(BAD_CONFIGURATION, &why));
    let basket = Basket::read(io::stdin().lock()).unwrap_or_else(|why| fail(BAD_INPUT, &why));
    let total = tariff.price(&basket).unwrap_or_else(|why| fail(BAD_INPUT, &why));
    let tenant = pointsman::context("tenant").unwrap_or_default();

    let (lines, currency) = (basket.lines, tariff.currency);
    pointsman::log(Level::Info, &format!("priced {lines} order lines in {currency}"));
    // Nothing here needs escaping: a tenant is a DNS label, and the currency was checked.
    println!(r#"{{"tenant":"{tenant}","currency":"{currency}","lines":{lines},"total":"{total}"}}"#);
}

struct Tariff {
    currency: String,
    rate: u128,
    minor_digits: u32,
}

impl Tariff {
    fn of_this_tenant() -> Result<Tariff, String> {
        Ok(Tariff {
            currency: setting("currency", None, "a code such as EUR", currency_code)?,
            rate: setting("rate", None, "a decimal such as 0.92", money::millionths)?,
            minor_digits: setting("minor-digits", Some("2"), "0 to 6", minor_digits)?,
        })
    }

    fn price(&self, basket: &Basket) -> Result<String, String> {
        let total = money::minor_units(basket.sum, self.rate, self.minor_digits);
        let total = total.ok_or("the total is too large to be counted")?;
        Ok(money::decimal(total, self.minor_digits))
    }
}

fn setting<T>(
    key: &str,
    default: Option<&str>,
    expected: &str,
    parse: fn(&str) -> Option<T>,
) -> Result<T, String> {
    let value = pointsman::config(key).or_else(|| default.map(String::from));
    let value = value.ok_or_else(|| format!("config {key}: not set (expected: {expected})"))?;
    parse(&value).ok_or_else(|| format!("config {key}: {} (expected: {expected})", quoted(&value)))
}

fn currency_code(text: &str) -> Option<String> {
    let is_code = text.len() == 3 && text.bytes().all(|letter| letter.is_ascii_uppercase());
    is_code.then(|| text.into())
}

fn minor_digits(text: &str) -> Option<u32> {
    text.parse().ok().filter(|digits| *digits <= money::PLACES)
}

/// A day's order lines, added up in the shop's currency.
#[derive(Default)]
struct Basket {
    lines: u32,
    sum: u128,
}

impl Basket {
    fn read(mut input: impl BufRead) -> Result<Basket, String> {
        let mut header = String::new();
        input.read_line(&mut header).map_err(|why| format!("line 1: {why}"))?;
        if header.trim_end() != HEADER {
            return Err(format!("line 1: {} (expected: {HEADER})", quoted(&header)));
        }
        let mut basket = Basket::default();
        for (number, line) in (2..).zip(input.lines()) {
            let line = line.map_err(|why| format!("line {number}: {why}"))?;
            basket.sum += amount(&line).map_err(|why| format!("line {number}: {why}"))?;
            basket.lines += 1;
        }
        Ok(basket)
    }
}

/// Price times orders. The shop's own `revenue` is left aside: in more than half of its rows it is
/// something else.
fn amount(line: &str) -> Result<u128, String> {
    match line.splitn(8, ',').collect::<Vec<_>>()[..] {
        [_, _, _, _, price, orders, _] => {
            let price = money::millionths(price)
                .ok_or_else(|| format!("price: {} (expected: a decimal such as 12.50)", quoted(price)))?;
            let orders: u32 = orders.parse()
                .map_err(|_| format!("orders: {} (expected: a whole number)", quoted(orders)))?;
            Ok(price * u128::from(orders))
        }
        _ => Err(format!("{} (expected: 7 fields)", quoted(line))),
    }
}

/// A value as a log line may show it: short, and with control characters made visible.
fn quoted(value: &str) -> String {
    format!("{:?}", value.chars().take(60).collect::<String>())
}

fn fail(exit_code: i32, why: &str) -> ! {
    eprintln!("order-price: {why}");
    exit(exit_code)
}
