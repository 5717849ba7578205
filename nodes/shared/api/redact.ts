import type { IDataObject } from 'n8n-workflow';

const MAX_READ_LENGTH = 10_000;
const MAX_SHOWN_LENGTH = 500;
const REMOVED = '[removed]';

/** The access token that the engine has put into these headers. */
export function tokenIn(headers: IDataObject): string | undefined {
	return /^Bearer (.+)$/.exec(String(headers.Authorization))?.[1];
}

/** The headers without those that contain the token. */
export function withoutToken(headers: IDataObject, token?: string): IDataObject {
	if (token === undefined) return headers;
	return Object.fromEntries(
		Object.entries(headers).filter(([, value]) => !String(value).includes(token)),
	);
}

/** Recognizes secrets, including escaped and encoded ones. */
const SECRETS = [
	/\bbearer(?:[\s:"'\\]|%20|%22)+[\w.~+/=-]{16,}/gi,
	/(?<![\w-])eyJ[\w-]+\.[\w-]+(?:\.[\w-]*)?/g,
	/\b(?:access|refresh|id)_?token["'\\]*\s*[=:]\s*["'\\]*[^\s"'\\&,;}]+/gi,
	/\bclient_?secret["'\\]*\s*[=:]\s*["'\\]*[^\s"'\\&,;}]+/gi,
	/\b(?:set-)?cookie["'\\]*\s*[=:][^\n\r]*/gi,
];

/**
 * A text from the service that is safe to show. A service may repeat what it was sent, and no secret may
 * reach an item, a message or a log. Control characters are removed, and long texts are shortened.
 *
 * @param token the access token that the request was sent with
 */
export function redact(text: string, token?: string): string {
	const withoutOurs = token ? text.split(token).join(REMOVED) : text;
	const clean = SECRETS.reduce(
		(rest, pattern) => rest.replace(pattern, REMOVED),
		withoutOurs.slice(0, MAX_READ_LENGTH),
	)
		.replace(/[\s\p{C}]+/gu, ' ')
		.trim();
	return clean.length > MAX_SHOWN_LENGTH ? `${clean.slice(0, MAX_SHOWN_LENGTH)}…` : clean;
}
