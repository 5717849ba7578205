import { tryToParseDateTime } from 'n8n-workflow';

import { convertible } from './conversion';
import { dateConversions } from './dateConversion';
import { trimmed } from './invisible';
import { mustBe, ParameterError } from './parameterError';
import type { ValueSource } from './reader';

const ISO_8601 =
	/^(\d{4}-\d{2}-\d{2})(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-](?:0\d|1[0-4])(?::?[0-5]\d)?)?)?$/i;

/** Earlier dates are only placeholders that systems use for an empty one, such as 1899-12-30. */
const FIRST_YEAR = 1900;

/** A date as n8n's own parser returns it: the part of a Luxon DateTime that is used here. */
export type Moment = ReturnType<typeof tryToParseDateTime>;

/** A date of ISO 8601, a JavaScript Date or, like `$now`, a Luxon DateTime. */
export interface GivenDate {
	moment: Moment;
	/** The text; undefined if an expression returned an object. */
	text?: string;
}

/**
 * Only ISO 8601 reaches n8n's parser, which would otherwise guess. Days that don't exist, such as
 * February 30, and years outside of 1900 to 9999 are rejected.
 *
 * @throws {ParameterError} if the value is not a date
 */
export function givenDate(value: unknown, source: ValueSource): GivenDate {
	const given = parsed(trimmed(value), source.timezone);
	if (given === undefined) {
		const error = mustBe(
			source.parameter,
			'a date such as 2026-12-31 or 2026-12-31T17:00:00+01:00',
			value,
		);
		throw convertible(error, dateConversions(value, source));
	}
	const { moment, text } = given;
	if (moment.year < FIRST_YEAR || moment.toUTC().year < FIRST_YEAR) {
		throw new ParameterError(
			source.parameter,
			`"${source.parameter}" must be a date in ${FIRST_YEAR} or later, not ${text ?? moment.toISO()}`,
			'Many systems store such a date in an empty field. Leave out the field for these items.',
		);
	}
	return given;
}

function parsed(value: unknown, timezone: string): GivenDate | undefined {
	if (value instanceof Date || isDateTime(value)) {
		const moment = attempt(() => tryToParseDateTime(value as never, timezone));
		return moment?.isValid && hasFourDigitYear(moment) ? { moment } : undefined;
	}
	const day = typeof value === 'string' ? ISO_8601.exec(value)?.[1] : undefined;
	if (day === undefined) return undefined;
	const text = value as string;
	const moment = attempt(() => tryToParseDateTime(text, timezone));
	return moment?.toFormat('yyyy-MM-dd') === day && hasFourDigitYear(moment)
		? { moment, text }
		: undefined;
}

function attempt(parse: () => Moment): Moment | undefined {
	try {
		return parse();
	} catch {
		return undefined;
	}
}

/** A year of five digits, or before the year 0, is not ISO 8601 in UTC. */
function hasFourDigitYear(moment: Moment): boolean {
	const { year } = moment.toUTC();
	return year >= 0 && year <= 9999;
}

function isDateTime(value: unknown): boolean {
	return typeof (value as { toISO?: unknown } | null | undefined)?.toISO === 'function';
}
