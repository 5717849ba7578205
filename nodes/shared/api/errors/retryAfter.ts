import type { IDataObject } from 'n8n-workflow';

/** In milliseconds. No service can mean a longer wait. */
const MAX_REQUESTED_WAIT = 1e12;

/** The headers that request a wait, and the unit of a number without one. */
const HEADERS: Record<string, Unit> = {
	'retry-after': 's',
	'retry-after-ms': 'ms',
	'x-ms-retry-after-ms': 'ms',
};

/**
 * The wait that an answer requests, in milliseconds: by its headers, which may name several seconds or dates, or in
 * the words of its body, as in "Rate limit is exceeded. Try again in 20 seconds." ("API throttling guidance for
 * partners"). Of several waits, the longest.
 *
 * @param headers names are in lower case
 * @param body as a text
 * @returns undefined if no wait is requested; 0 if it is over already
 */
export function requestedWaitOf(headers: IDataObject, body: string): number | undefined {
	const now = timeOf(textOf(headers.date)) ?? Date.now();
	const waits = [
		...Object.entries(HEADERS).flatMap(([name, unit]) =>
			waitsInHeader(textOf(headers[name]), unit, now),
		),
		...waitsInBody(body.slice(0, MAX_READ_LENGTH)),
	];
	if (waits.length === 0) return undefined;
	return Math.min(MAX_REQUESTED_WAIT, Math.max(0, ...waits));
}

const MAX_READ_LENGTH = 10_000;

/** The first letters of a unit decide, except for those of milliseconds. */
type Unit = 'ms' | 's' | 'm' | 'h';

const MILLISECONDS: Record<Unit, number> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

const DURATION =
	/(\d+(?:\.\d+)?)[\s-]*(m(?:illi)?s(?:ec(?:ond)?s?)?|s(?:ec(?:ond)?s?)?|m(?:in(?:ute)?s?)?|h(?:(?:ou)?rs?)?)\b/gi;

/** The three formats of RFC 9110, section 5.6.7, and that of ISO 8601. */
const DATE =
	/[a-z]{3,9}, \d{1,2}[ -][a-z]{3}[ -]\d{2,4} [\d:]{8} GMT|[a-z]{3} [a-z]{3} +\d{1,2} [\d:]{8} \d{4}|\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:?\d\d)/gi;

/** Waits of a header in which dates, numbers and durations are separated by commas. */
function waitsInHeader(value: string, unit: Unit, now: number): number[] {
	const dates = value.match(DATE) ?? [];
	const others = value.replace(DATE, '').split(',');
	return [
		...dates.map((date) => timeOf(date)).flatMap((time) => (time === undefined ? [] : time - now)),
		...others.flatMap((part) => waitOf(part.trim(), unit) ?? []),
	];
}

/** A number with a unit, near a word that says to send the request again. */
const PHRASE =
	/\b(?:re-?try\w*|try|again|wait\w*|resets?|available|come back)\b[^\d.!?<>{}[\]]{0,40}?((?:\d+(?:\.\d+)?[\s-]*(?:milliseconds?|msecs?|ms|seconds?|secs?|s|minutes?|mins?|m|hours?|hrs?|h)\b[\s,]*(?:and\s+)?)+)/gi;

/** A member or a header that the body names, such as "retryAfterSeconds": 20, and the unit in its name. */
const MEMBER =
	/\bretry[-_ ]?after(?:[-_ ]?in)?[-_ ]?(ms|milliseconds|seconds|minutes)?["']?\s*[:= ]\s*["']?(\d+:\d\d:\d\d(?:\.\d+)?|\d+(?:\.\d+)?(?:\s*[a-z]+)?)/gi;

function waitsInBody(body: string): number[] {
	const text = body.replace(/\\+"/g, '"');
	return [
		...[...text.matchAll(PHRASE)].flatMap(([, duration]) => waitOf(duration, 's') ?? []),
		...[...text.matchAll(MEMBER)].flatMap(
			([, unit = 's', value]) => waitOf(value.trim(), unitOf(unit)) ?? [],
		),
	];
}

/** A number without a unit, or a duration of several parts, such as "1 minute and 30 seconds". */
function waitOf(text: string, unit: Unit): number | undefined {
	if (/^\d+(?:\.\d*)?$|^\.\d+$/.test(text)) return Number(text) * MILLISECONDS[unit];
	const [, hours, minutes, seconds] = /^(\d+):(\d\d):(\d\d(?:\.\d+)?)$/.exec(text) ?? [];
	if (seconds) return ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
	const parts = [...text.matchAll(DURATION)];
	if (parts.length === 0) return undefined;
	return parts.reduce(
		(sum, [, count, name]) => sum + Number(count) * MILLISECONDS[unitOf(name)],
		0,
	);
}

function unitOf(name: string): Unit {
	const lower = name.toLowerCase();
	return /^m(?:illi)?s/.test(lower) ? 'ms' : (lower[0] as Unit);
}

function timeOf(date: string): number | undefined {
	const time = Date.parse(/GMT$|\dT/.test(date) ? date : `${date} GMT`);
	return Number.isNaN(time) ? undefined : time;
}

/** The text of a header; a repeated one is a list. */
function textOf(value: unknown): string {
	if (Array.isArray(value)) return value.map(textOf).join(', ');
	return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
