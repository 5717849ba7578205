import { tryToParseDateTime } from 'n8n-workflow';

import { mustBe } from './parameterError';
import type { Reader } from './reader';

const ISO_8601 =
	/^(\d{4}-\d{2}-\d{2})(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-](?:0\d|1[0-4])(?::?[0-5]\d)?)?)?$/i;

/** A point in time, sent in UTC. A time without an offset is in the workflow's time zone. */
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
 * Only ISO 8601 reaches n8n's parser, which would otherwise guess. Days that don't exist, such as
 * February 30, and years with five digits in UTC are rejected.
 */
function instantOf(value: unknown, timezone: string): Date | undefined {
	const text = isoTextOf(value);
	const day = typeof text === 'string' ? ISO_8601.exec(text)?.[1] : undefined;
	if (day === undefined) return undefined;
	try {
		const parsed = tryToParseDateTime(text, timezone);
		const { year } = parsed.toUTC();
		const hasFourDigitYear = year >= 0 && year <= 9999;
		return hasFourDigitYear && parsed.toFormat('yyyy-MM-dd') === day
			? parsed.toJSDate()
			: undefined;
	} catch {
		return undefined;
	}
}

/** An expression may also return a JavaScript Date or, like `$now`, a Luxon DateTime. */
function isoTextOf(value: unknown): unknown {
	if (value instanceof Date) return Number.isNaN(value.getTime()) ? undefined : value.toISOString();
	if (isDateTime(value)) return value.toISO();
	return value;
}

function isDateTime(value: unknown): value is { toISO(): string | null } {
	return typeof (value as { toISO?: unknown } | null | undefined)?.toISO === 'function';
}
