import { conversion } from './conversion';
import { currency } from './currency';
import { ParameterError } from './parameterError';
import { accepted } from './reader';
import type { Reader, ValueSource } from './reader';

/**
 * An amount of money. If its currency is given along with it, the amount may have no more decimals than the currency.
 *
 * Extra zeros are dropped (JPY 100.00 is 100), and so is floating-point noise, which `reader` removes. Other extra
 * decimals are rejected: whether to round up, down or not at all is the user's decision. Without a currency next to
 * it, the amount may have any number of decimals, because the referral's currency isn't known before the request. The
 * number of decimals is the one that Intl uses (CLDR), which is 0 for some currencies that have minor units on paper,
 * such as HUF.
 */
export const amount =
	<T extends string | number>(reader: Reader<T>): Reader<T> =>
	(value, source) => {
		const found = reader(value, source);
		if (!inFull(found).includes('.')) return found;
		const code = currencyNextTo(source);
		return code === undefined ? found : inCurrency(found, code, value, source);
	};

/** The deal value of Update Deal Value is not next to its currency, which is among the additional fields. */
function currencyNextTo({ sibling }: ValueSource): string | undefined {
	const names = ['currency', 'additionalFields.currency'];
	// Usually, no currency is given. Reading empty text as one would create an error, with its stack, for each item.
	const given = names.map((name) => sibling?.(name)).filter((one) => (one ?? '') !== '');
	return given.map((one) => accepted(currency, one)).find((code) => code !== undefined);
}

function inCurrency<T extends string | number>(
	found: T,
	code: string,
	value: unknown,
	source: ValueSource,
): T {
	const decimals = decimalsOf(code);
	const [whole, fraction = ''] = inFull(found).split('.');
	if (fraction.length <= decimals) return found;
	if (/[^0]/.test(fraction.slice(decimals))) throw excess(found, code, value, source);
	const kept = decimals === 0 ? whole : `${whole}.${fraction.slice(0, decimals)}`;
	return (typeof found === 'number' ? Number(kept) : kept) as T;
}

function excess(
	found: string | number,
	code: string,
	value: unknown,
	source: ValueSource,
): ParameterError {
	const { parameter } = source;
	const decimals = decimalsOf(code);
	const allowed = decimals === 0 ? 'no decimals' : `at most ${decimals} decimals`;
	const expression = conversion(value, source, (given) => `Number(${given}).toFixed(${decimals})`);
	return new ParameterError(
		parameter,
		`"${parameter}" must have ${allowed} because its currency is ${code}, not ${found}. To round it, use ${expression}`,
		`Round the amount, or correct the currency.`,
	);
}

/** The digits of an amount; JavaScript writes very small numbers with an exponent. */
function inFull(found: string | number): string {
	const text = String(found);
	return text.includes('e')
		? Number(found).toLocaleString('en', { useGrouping: false, maximumFractionDigits: 20 })
		: text;
}

/** By currency, because creating an Intl.NumberFormat for each item is slow. */
const knownDecimals = new Map<string, number>();

function decimalsOf(code: string): number {
	const decimals = knownDecimals.get(code) ?? decimalsInIntl(code);
	knownDecimals.set(code, decimals);
	return decimals;
}

function decimalsInIntl(code: string): number {
	const format = new Intl.NumberFormat('en', { style: 'currency', currency: code });
	return format.resolvedOptions().maximumFractionDigits ?? 2;
}
