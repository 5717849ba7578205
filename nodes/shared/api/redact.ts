import type { IDataObject } from 'n8n-workflow';

const LONGEST_READ = 10_000;
const LONGEST_SHOWN = 500;
const REMOVED = '[removed]';

/** The access token with which the engine has signed a request, in these very headers. */
export function tokenIn(headers: IDataObject): string | undefined {
	return /^Bearer (.+)$/.exec(String(headers.Authorization))?.[1];
}

/** What looks like a secret, also where it is escaped or encoded. */
const PATTERNS = [
	/\bbearer(?:[\s:"'\\]|%20|%22)+[\w.~+/=-]{16,}/gi,
	/(?<![\w-])eyJ[\w-]+\.[\w-]+(?:\.[\w-]*)?/g,
	/\b(?:access|refresh|id)_?token["'\\]*\s*[=:]\s*["'\\]*[^\s"'\\&,;}]+/gi,
	/\bclient_?secret["'\\]*\s*[=:]\s*["'\\]*[^\s"'\\&,;}]+/gi,
	/\b(?:set-)?cookie["'\\]*\s*[=:][^\n\r]*/gi,
];

/**
 * A text of the service's, fit to be shown: a service may repeat what it was sent, and none of that may
 * reach an item, a message or a log. Control characters go too, and what is too long to be read.
 *
 * @param token the access token that the request was sent with
 */
export function shown(text: string, token?: string): string {
	const withoutToken = token ? text.split(token).join(REMOVED) : text;
	const clean = PATTERNS.reduce(
		(rest, pattern) => rest.replace(pattern, REMOVED),
		withoutToken.slice(0, LONGEST_READ),
	)
		.replace(/[\s\p{C}]+/gu, ' ')
		.trim();
	return clean.length > LONGEST_SHOWN ? `${clean.slice(0, LONGEST_SHOWN)}…` : clean;
}
