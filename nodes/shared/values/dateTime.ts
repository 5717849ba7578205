import { tryToParseDateTime } from 'n8n-workflow';

import { mustBe } from './parameterError';
import type { Reader } from './reader';

const ISO_8601 =
	/^(\d{4}-\d{2}-\d{2})(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-](?:0\d|1[0-4])(?::?[0-5]\d)?)?)?$/i;

/** A point in time, sent in UTC. One without an offset is read in the workflow's time zone. */
export const dateTime: Reader<string> = (value, { parameter, timezone }) => {
	const instant = instantOf(value, timezone);
	if (instant === undefined) {
		throw mustBe(
			parameter,
			'a date of ISO 8601, such as 2026-12-31 or 2026-12-31T17:00:00+01:00',
			value,
		);
	}
	return instant.toISOString();
};

/**
 * Only ISO 8601 reaches n8n's parser, which would otherwise guess; 30 February is no date either, nor is what
 * has a year of five digits in UTC.
 */
function instantOf(value: unknown, timezone: string): Date | undefined {
	const given = isoText(value);
	const day = typeof given === 'string' ? ISO_8601.exec(given)?.[1] : undefined;
	if (day === undefined) return undefined;
	try {
		const parsed = tryToParseDateTime(given, timezone);
		const { year } = parsed.toUTC();
		const isFourDigits = year >= 0 && year <= 9999;
		return isFourDigits && parsed.toFormat('yyyy-MM-dd') === day ? parsed.toJSDate() : undefined;
	} catch {
		return undefined;
	}
}

/** An expression may also give a JavaScript Date or, as `$now` does, a Luxon DateTime. */
function isoText(value: unknown): unknown {
	if (value instanceof Date) return Number.isNaN(value.getTime()) ? undefined : value.toISOString();
	if (isDateTime(value)) return value.toISO();
	return value;
}

function isDateTime(value: unknown): value is { toISO(): string | null } {
	return typeof (value as { toISO?: unknown } | null | undefined)?.toISO === 'function';
}
