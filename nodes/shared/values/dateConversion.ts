import { conversion } from './conversion';
import type { Way } from './conversion';
import { trimmed } from './invisible';
import type { ValueSource } from './reader';

/** Numbers separated by points, slashes or hyphens, and possibly a time. */
const NUMBERS =
	/^(\d{1,4})([./-])(\d{1,2})\2(\d{4}|\d{1,2})(?:([ ,]+)\d{1,2}:\d{2}(:\d{2})?( ?[AP]M)?)?$/i;

/** Seconds or milliseconds since 1970, of dates from 2001 on. */
const SECONDS = /^[1-9]\d{9}$/;
const MILLISECONDS = /^[1-9]\d{12}$/;

const COMPACT_DAY = /^(\d{4})(\d{2})(\d{2})$/;

/** The name of a month and a year: JavaScript understands the English forms. */
const IN_WORDS = /^(?=.*[a-z]{3})(?=.*\b\d{4}\b)[a-z0-9 ,.:()+-]+$/i;

/**
 * Expressions that convert a date, as people and other systems write it, to an ISO date; empty if the value isn't a
 * date.
 */
export function dateConversions(value: unknown, source: ValueSource): Way[] {
	const text = typeof value === 'number' ? String(value) : trimmed(value);
	if (typeof text !== 'string') return [];
	const way = (convert: (given: string) => string) => [
		{ expression: conversion(value, source, convert) },
	];
	if (SECONDS.test(text)) return way((given) => `DateTime.fromSeconds(Number(${given})).toISO()`);
	if (MILLISECONDS.test(text)) {
		return way((given) => `DateTime.fromMillis(Number(${given})).toISO()`);
	}
	const [, ...compact] = COMPACT_DAY.exec(text) ?? [];
	if (isDay(...compact.map(Number))) return way(fromFormat('yyyyMMdd', 'toISODate'));
	if (IN_WORDS.test(text) && !Number.isNaN(Date.parse(text))) return way(fromWords(text));
	return numberWays(text, value, source);
}

/** A time without an offset is in the workflow's time zone, which `DateTime` uses, but `Date` doesn't. */
function fromWords(text: string): (given: string) => string {
	const hasOffset = /(?:GMT|UTC|Z|[+-]\d{4})/.test(text);
	return (given) =>
		hasOffset
			? `new Date(${given}).toISOString()`
			: `DateTime.fromJSDate(new Date(${given} + ' UTC'), { zone: 'UTC' }).toFormat("yyyy-MM-dd'T'HH:mm:ss")`;
}

function fromFormat(format: string, result: 'toISO' | 'toISODate'): (given: string) => string {
	return (given) => `DateTime.fromFormat(String(${given}), '${format}').${result}()`;
}

/** The orders in which day, month and year may be. */
const ORDERS = [
	{ tokens: ['d', 'M', 'y'], condition: 'as a date with the day first' },
	{ tokens: ['M', 'd', 'y'], condition: 'as a date with the month first' },
	{ tokens: ['y', 'M', 'd'], condition: 'as a date with the year first' },
];

function numberWays(text: string, value: unknown, source: ValueSource): Way[] {
	const [, first, separator, second, third, space, seconds, half] = NUMBERS.exec(text) ?? [];
	if (first === undefined) return [];
	const numbers = [first, second, third];
	const hour = half === undefined ? 'H' : 'h';
	const time = `${space}${hour}:mm${seconds ? ':ss' : ''}${half?.replace(/[AP]M/i, 'a') ?? ''}`;
	return ORDERS.filter(({ tokens }) => fits(tokens, numbers)).map(({ tokens, condition }) => {
		const year = numbers[tokens.indexOf('y')].length === 4 ? 'yyyy' : 'yy';
		const day = tokens.map((token) => (token === 'y' ? year : token)).join(separator);
		const convert =
			space === undefined ? fromFormat(day, 'toISODate') : fromFormat(day + time, 'toISO');
		return { expression: conversion(value, source, convert), condition };
	});
}

/** Whether the numbers are a day in this order. A year of two digits comes last. */
function fits(tokens: string[], numbers: string[]): boolean {
	const [year, month, day] = ['y', 'M', 'd'].map((token) => numbers[tokens.indexOf(token)]);
	if (year.length !== 4 && !(year.length === 2 && tokens[2] === 'y')) return false;
	if (month.length > 2 || day.length > 2) return false;
	return isDay(Number(year.length === 2 ? `20${year}` : year), Number(month), Number(day));
}

function isDay(year?: number, month = 0, day = 0): boolean {
	if (year === undefined) return false;
	const date = new Date(Date.UTC(year, month - 1, day));
	return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}
