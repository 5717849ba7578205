import { isJsonObject } from '../../values/json';
import { plainText, sentences } from './plainText';

/** What an error body says. */
export interface Details {
	/** The service's own codes, from the outermost to the innermost. */
	codes: string[];
	/** The service's own words; the body itself if none were found. */
	text: string;
	/** The field that the service names. */
	target?: string;
}

/** The members of an error in one format. A name is compared in lower case and without _ and -. */
interface Format {
	/** A code is one word or a number; several words are a text. */
	codes?: string[];
	/** The reason in words. In this order, they become the text. */
	texts?: string[];
	targets?: string[];
	/** Further errors: one, a list of them, or words. */
	errors?: string[];
	/** The reasons for which fields were rejected, by field. */
	fields?: string[];
}

/**
 * The formats of error bodies. They are mixed and nested in practice, so that each of their members is understood
 * everywhere.
 */
const FORMATS: Record<string, Format> = {
	/** Page "Partner API error codes" (2019); the structure is that of Microsoft's REST API guidelines. */
	partnerApi: {
		codes: ['code'],
		texts: ['message'],
		targets: ['target'],
		errors: ['error', 'details', 'innererror'],
	},
	/** Page "Partner Center REST error codes". */
	partnerCenter: { codes: ['code', 'errorcode'], texts: ['description'], errors: ['data'] },
	/** The gateway in front of it ("API throttling guidance for partners"). */
	gateway: { texts: ['message'] },
	/** RFC 9457, as ASP.NET Core fills it in. */
	problemDetails: { texts: ['title', 'detail'], fields: ['errors'] },
	/** ASP.NET Web API. */
	modelState: {
		texts: ['message', 'messagedetail', 'exceptionmessage', 'errormessage'],
		errors: ['innerexception'],
		fields: ['modelstate'],
	},
	/** OData 3, whose message is an object with the language. */
	oData: { texts: ['value'], errors: ['odata.error'] },
	/** A list of errors, or of texts. */
	errors: { targets: ['field', 'property', 'propertyname', 'parameter'], fields: ['errors'] },
	/** OAuth 2.0 (RFC 6749, section 5.2), whose `error` is a code. */
	oAuth: { codes: ['error'], texts: ['errordescription'] },
};

const members = (role: keyof Format) => [
	...new Set(Object.values(FORMATS).flatMap((format) => format[role] ?? [])),
];

const CODES = members('codes');
const TEXTS = members('texts');
const TARGETS = members('targets');
const ERRORS = members('errors');
const FIELDS = members('fields');

/** The body as a text if it was received as bytes; otherwise as it is. */
export function decoded(body: unknown): unknown {
	if (body instanceof ArrayBuffer) return decoded(new Uint8Array(body));
	return body instanceof Uint8Array ? new TextDecoder().decode(body) : body;
}

/** What a text contains: JSON, the words of an HTML page, or the text itself. Any other body stays as it is. */
export function readBody(body: unknown): unknown {
	if (typeof body !== 'string') return body;
	const text = body
		.replace(/^\ufeff/, '')
		.trim()
		.slice(0, MAX_LENGTH);
	if (text.startsWith('<')) return plainText(text);
	return /^[[{"]/.test(text) ? (parsed(text) ?? text) : text;
}

/** A body that `readBody` has read, as one text; empty if it has no content. */
export function bodyText(body: unknown): string {
	if (typeof body === 'string') return body;
	try {
		const text = JSON.stringify(body, withoutNull) as string | undefined;
		return text && /[^[\]{},:"\s]/.test(text) ? text.slice(0, MAX_LENGTH) : '';
	} catch {
		// Too deep for JSON.stringify.
		return '';
	}
}

/** What a body, as `readBody` has returned it, says. */
export function detailsIn(body: unknown): Details {
	const found: Found = { codes: [], texts: [], targets: [], visited: 0 };
	collect(body, found, 0);
	const { codes, texts, targets } = found;
	return {
		codes: [...new Set(codes)],
		text: sentences(texts) || bodyText(body),
		target: targets[0],
	};
}

/** In characters; what exceeds them is not read. */
const MAX_LENGTH = 20_000;
const MAX_DEPTH = 8;
/** How many objects and texts are read. */
const MAX_VISITS = 200;

interface Found {
	codes: string[];
	texts: string[];
	targets: string[];
	visited: number;
}

/** @param field the field that the value is about */
function collect(value: unknown, found: Found, depth: number, field = ''): void {
	if (depth > MAX_DEPTH || found.visited > MAX_VISITS) return;
	found.visited += 1;
	if (typeof value === 'string') {
		const inner = readBody(value);
		if (inner !== value && typeof inner !== 'string') collect(inner, found, depth + 1, field);
		else found.texts.push([field, String(inner).trim()].filter(Boolean).join(': '));
	} else if (Array.isArray(value)) {
		for (const one of value) collect(one, found, depth + 1, field);
	} else if (isJsonObject(value)) {
		collectMembers(value, found, depth, field);
	}
}

function collectMembers(error: object, found: Found, depth: number, field: string): void {
	const byName = new Map(
		Object.entries(error).map(([name, value]) => [name.toLowerCase().replace(/[_-]/g, ''), value]),
	);
	const valuesOf = (names: string[]): unknown[] =>
		names.map((name) => byName.get(name) as unknown).filter((value) => value ?? false);

	for (const code of valuesOf(CODES)) {
		if (isCode(code)) found.codes.push(String(code));
		else if (typeof code === 'string') collect(code, found, depth + 1, field);
	}
	const target = valuesOf(TARGETS).find((one) => typeof one === 'string');
	if (target) found.targets.push(target);
	for (const text of valuesOf(TEXTS)) collect(text, found, depth + 1, field);
	for (const fields of valuesOf(FIELDS)) collectFields(fields, found, depth + 1, field);
	for (const inner of valuesOf(ERRORS)) {
		if (!isCode(inner) || !found.codes.includes(String(inner))) {
			collect(inner, found, depth + 1, field);
		}
	}
}

function collectFields(fields: unknown, found: Found, depth: number, field: string): void {
	if (!isJsonObject(fields)) {
		collect(fields, found, depth, field);
		return;
	}
	for (const [name, reasons] of Object.entries(fields)) {
		collect(reasons, found, depth, ['', '$'].includes(name) ? field : name);
	}
}

function isCode(value: unknown): value is string | number {
	return typeof value === 'number' || (typeof value === 'string' && /^\S{1,100}$/.test(value));
}

function withoutNull(_name: string, value: unknown): unknown {
	return Array.isArray(value) ? value.filter((one) => one !== null) : (value ?? undefined);
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined;
	}
}
