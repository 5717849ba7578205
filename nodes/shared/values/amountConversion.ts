import { conversion } from './conversion';
import type { Way } from './conversion';
import { trimmed } from './invisible';
import type { ValueSource } from './reader';

/** What JavaScript, but not the service, takes for a number, such as 1e5 or .5. */
const UNUSUAL_NUMBER = /^\+?(?:\d+\.?\d*|\.\d+)(?:e\+?\d{1,2})?$/i;

/** Digits with separators, and a currency's symbol or code before or after them. */
const AMOUNT = /^(?:[A-Z]{2,3})?\s*\p{Sc}?\s*(\d(?:[\d.,\s'’]*\d)?)\s*(?:\p{Sc}|[A-Z]{3})?$/u;

/** Groups of three digits or, as in India, of two before the last three. */
const GROUPED = /^\d{1,3}(?:[.,\s'’]\d{2,3})*[.,\s'’]\d{3}$/;

/** Expressions that convert an amount, as people write it, to a number; empty if the value isn't an amount. */
export function amountConversions(value: unknown, source: ValueSource): Way[] {
	const text = trimmed(value);
	if (typeof text !== 'string') return [];
	if (UNUSUAL_NUMBER.test(text)) return [{ expression: conversion(value, source, toNumber) }];
	const digits = AMOUNT.exec(text)?.[1];
	if (digits === undefined) return [];
	return decimalSeparatorsOf(digits).map((separator) => ({
		expression: conversion(value, source, CONVERTERS[separator]),
		condition: CONDITIONS[separator],
	}));
}

type Separator = '.' | ',' | 'none';

const toNumber = (given: string) => `Number(${given})`;

const CONVERTERS: Record<Separator, (given: string) => string> = {
	'.': (given) => toNumber(`String(${given}).replace(/[^\\d.]/g, '')`),
	',': (given) => toNumber(`String(${given}).replace(/[^\\d,]/g, '').replace(',', '.')`),
	none: (given) => toNumber(`String(${given}).replace(/\\D/g, '')`),
};

const CONDITIONS: Record<Separator, string> = {
	'.': 'as a number with a decimal point',
	',': 'as a number with a decimal comma',
	none: 'as a number with separated thousands',
};

/**
 * What may separate the decimals: the last separator, unless it repeats. If three digits follow, it may separate
 * thousands instead.
 */
function decimalSeparatorsOf(digits: string): Separator[] {
	const last = /[.,](?=\d+$)/.exec(digits);
	if (last === null) return isGrouped(digits) ? ['none'] : [];
	const separator = last[0] as Separator;
	const whole = digits.slice(0, last.index);
	const repeats = whole.includes(separator);
	if (repeats) return GROUPED.test(digits) && isOneKind(digits) ? ['none'] : [];
	if (!isGrouped(whole)) return [];
	const mayGroup = /^\d{1,3}$/.test(whole) && /^\d{3}$/.test(digits.slice(last.index + 1));
	return mayGroup && whole !== '0' ? [separator, 'none'] : [separator];
}

const isGrouped = (digits: string) =>
	/^\d+$/.test(digits) || (GROUPED.test(digits) && isOneKind(digits));

/** Whether all separators are the same; there are many kinds of spaces. */
const isOneKind = (digits: string) =>
	new Set(digits.match(/\D/g)?.map((one) => one.replace(/\s/, ' '))).size === 1;
