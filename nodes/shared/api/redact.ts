import type { IDataObject } from 'n8n-workflow';

import { isJsonObject } from '../values/json';

const MAX_READ_LENGTH = 10_000;
const MAX_SHOWN_LENGTH = 500;
const REMOVED = '[removed]';

/** Shorter values are not removed, because ordinary words would be, too. */
const MIN_SECRET_LENGTH = 6;

/** The access token that the engine has put into these headers. */
export function tokenIn(headers: IDataObject): string | undefined {
	return /^Bearer (.+)$/.exec(String(headers.Authorization))?.[1];
}

/** The tokens and the client secret of a decrypted credential. */
export function secretsIn(credential: object): string[] {
	const { clientSecret, oauthTokenData } = credential as IDataObject;
	const tokens = isJsonObject(oauthTokenData)
		? Object.entries(oauthTokenData).filter(([name]) => /(?:access|refresh|id)_?token$/i.test(name))
		: [];
	return [clientSecret, ...tokens.map(([, token]) => token)].filter(isSecret);
}

/** The values of the cookies that an answer sets. */
export function cookiesIn(headers: IDataObject): string[] {
	const cookies = [headers['set-cookie'] ?? []].flat().map(String);
	return cookies.map((cookie) => /^[^=]*=([^;]*)/.exec(cookie)?.[1]).filter(isSecret);
}

/** The headers without those that contain a secret. */
export function withoutSecrets(headers: IDataObject, secrets: string[]): IDataObject {
	return Object.fromEntries(
		Object.entries(headers).filter(
			([, value]) => !secrets.some((secret) => String(value).includes(secret)),
		),
	);
}

/** The body without the secrets that it repeats, as a gateway does that shows what it received; usually the same body. */
export function bodyWithoutSecrets(body: unknown, secrets: string[]): unknown {
	const spellings = spellingsOf(secrets);
	return repeatsOne(body, spellings) ? valueWithout(body, spellings) : body;
}

function repeatsOne(body: unknown, spellings: string[]): boolean {
	try {
		const text = JSON.stringify(body) ?? '';
		return spellings.some((spelling) => text.includes(escaped(spelling)));
	} catch {
		// Too deep for JSON.stringify.
		return true;
	}
}

/** Values that are nested more deeply than any of the service's are removed unread. */
const MAX_DEPTH = 100;

function valueWithout(value: unknown, spellings: string[], depth = 0): unknown {
	if (depth > MAX_DEPTH) return REMOVED;
	const inner = (one: unknown) => valueWithout(one, spellings, depth + 1);
	if (typeof value === 'string') return without(value, spellings);
	if (Array.isArray(value)) return value.map(inner);
	if (!isJsonObject(value)) return value;
	return Object.fromEntries(
		Object.entries(value).map(([name, one]) => [without(name, spellings), inner(one)]),
	);
}

/** The separator of a name and its value, escaped or encoded. */
const IS = String.raw`(?:["'\\\s[]|%22|%5B)*(?:[=:]|%3[ad])(?:["'\\\s[]|%22|%20|%5B)*`;
const VALUE = String.raw`[^\s"'\\&,;}<>\]]+`;

/** Names whose value is a secret, whatever it looks like. */
const SECRET_NAMES = [
	String.raw`(?:access|refresh|(?<![a-z])id|bearer|session|security|csrf|xsrf)[-_ ]?token`,
	String.raw`client[-_ ]?(?:secret|assertion)`,
	String.raw`(?:authorization|auth|device|user)[-_]?code`,
	String.raw`code[-_]?(?:verifier|challenge)`,
	'password',
	String.raw`(?:api|subscription|functions|account|shared[-_ ]?access)[-_ ]?key`,
	String.raw`(?:shared[-_ ]?access[-_ ]?)?signature`,
	String.raw`(?<![a-z])sig`,
].join('|');

/** Recognizes secrets, including escaped and encoded ones. */
const SECRETS = [
	/\b(?:set-)?cookie2?["'\\]*\s*[=:][^\n\r]*/gi,
	/\bbearer(?:[\s:"'\\]|%20|%22)+[\w.~+/=-]{16,}/gi,
	new RegExp(`authorization${IS}(?:[a-z]+\\s+)?${VALUE}`, 'gi'),
	/\bbasic\s+(?=[\w+/]*\d)[\w+/]{8,}={0,2}/gi,
	new RegExp(`(?:${SECRET_NAMES})${IS}${VALUE}`, 'gi'),
	// An authorization code, in contrast to a code of an error, is long and looks random.
	new RegExp(`(?<![a-z])code${IS}(?=${VALUE}\\d)[\\w.~+/%-]{20,}`, 'gi'),
	// A JSON Web Token, signed or encrypted.
	/(?<![\w-])eyJ[\w-]+\.[\w-]*(?:\.[\w-]*)*/g,
	// Refresh tokens and authorization codes of Microsoft Entra.
	/(?<![\w.-])[01]\.A[\w-]{2,}[\w.~-]{16,}/g,
	// Client secrets of Microsoft Entra.
	/(?<![\w.~-])[\w.~-]{3}\dQ~[\w.~-]{31,34}(?![\w~-])/g,
	// Anything else that is long and looks random.
	/(?<![\w~-])(?=[\w~-]*[a-z])(?=[\w~-]*[A-Z])(?=[\w~-]*\d)[\w~-]{40,}/g,
];

/**
 * A text from the service that is safe to show. A service may repeat what it was sent, and no secret may
 * reach an item, a message or a log. Control characters are removed, and long texts are shortened.
 *
 * @param secrets those that are known, such as the access token that the request was sent with
 */
export function redact(text: string, secrets: string[] = []): string {
	const clean = SECRETS.reduce(
		(rest, pattern) => rest.replace(pattern, REMOVED),
		without(text, spellingsOf(secrets)).slice(0, MAX_READ_LENGTH),
	)
		.replace(/[\s\p{C}]+/gu, ' ')
		.trim();
	return clean.length > MAX_SHOWN_LENGTH ? `${clean.slice(0, MAX_SHOWN_LENGTH)}…` : clean;
}

function without(text: string, spellings: string[]): string {
	return spellings.reduce((rest, spelling) => rest.split(spelling).join(REMOVED), text);
}

/** Characters that look the same in every encoding; usually, a token has no others. */
const PLAIN = /^[\w.-]*$/;

/**
 * The secrets as they are, in a URL, in the form that the token endpoint receives, and in a JSON text; the longest
 * first, in case one contains another.
 */
function spellingsOf(secrets: string[]): string[] {
	const spellings = secrets.flatMap((secret) => {
		if (PLAIN.test(secret)) return secret;
		const inForm = new URLSearchParams({ secret }).toString().slice('secret='.length);
		const encoded = [encodeURIComponent(secret), inForm];
		return [secret, escaped(secret), ...encoded, ...encoded.map(inLowerCase)];
	});
	return [...new Set(spellings)].sort((a, b) => b.length - a.length);
}

/** `%7e` instead of `%7E`. */
function inLowerCase(encoded: string): string {
	return encoded.replace(/%[\dA-F]{2}/g, (escape) => escape.toLowerCase());
}

function escaped(text: string): string {
	return JSON.stringify(text).slice(1, -1);
}

function isSecret(value: unknown): value is string {
	return typeof value === 'string' && value.length >= MIN_SECRET_LENGTH;
}
