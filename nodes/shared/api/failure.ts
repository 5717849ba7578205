import type { IDataObject } from 'n8n-workflow';

import { isJsonObject } from '../values/json';
import { headerOf, requestIdOf, withoutToken } from './answer';
import type { Answer } from './answer';
import { shown } from './redact';

/** What is known of a request that did not succeed. */
export interface Failure {
	/** The HTTP status; none when no answer came. */
	status?: number;
	/** The service's own codes, from the outermost to the innermost. */
	codes: string[];
	/** The service's own words, or n8n's when no answer came. */
	text: string;
	/** The field that the service says it is about. */
	target?: string;
	requestId?: string;
	/** The Retry-After header, verbatim: seconds or an HTTP date. */
	retryAfter?: string;
	/** The Date header: the service's clock. */
	date?: string;
	/** Node's code when the connection did not hold, such as ECONNRESET. */
	connection?: string;
	/** Whether it was not the request but the renewal of the sign-in; the request was refused by a 401. */
	signIn?: boolean;
	/** Whether a reading that was to guard a change gave no eTag. */
	untagged?: boolean;
	/** Whether the service names a page of a list as the next one that was read already. */
	endless?: boolean;
	/** What came of sending the request again; set by settle. */
	course?: Course;
}

/** How an item's request went before it failed for good. */
export interface Course {
	/** How often the request was sent. */
	tries: number;
	/** From the first try to the end, in milliseconds. */
	duration: number;
	/** The wait that the service asked for, in milliseconds, where it was longer than this node waits. */
	askedWait?: number;
	/** Whether a try before may have made the change. */
	unsettled: boolean;
	/** Whether the eTag is older than a change that another item of the run has made, or may have made. */
	ownChangeAfter: boolean;
	/** What reading the referral has shown of it. */
	readBack?: 'not there' | 'changed by somebody else';
}

type Details = Pick<Failure, 'codes' | 'text' | 'target'>;

/**
 * The documented shapes of a failure's body. In this order: Partner API (2019, page "Partner API error
 * codes"), Partner Center in general (page "Partner Center REST error codes"), the gateway in front of it.
 */
const SHAPES: Array<(body: IDataObject) => Details | undefined> = [
	({ error }) => (isJsonObject(error) ? nested(error) : undefined),
	({ code, description }) =>
		code !== undefined && description !== undefined
			? { codes: codesOf(code), text: textOf(description) }
			: undefined,
	({ message }) => (typeof message === 'string' ? { codes: [], text: message } : undefined),
];

/** What n8n's HTTP helper throws: the client's own failure is its cause, and has the service's answer. */
interface Thrown {
	message?: unknown;
	cause?: {
		code?: unknown;
		status?: number;
		body?: unknown;
		config?: { url?: unknown };
		response?: { status: number; headers: IDataObject; data: unknown };
	};
}

/**
 * Reads what n8n's HTTP helper threw.
 *
 * @param token the access token that the request was sent with, to be kept out of every text
 */
export function failureOf(thrown: unknown, token?: string): Failure {
	const { message, cause = {} } = thrown as Thrown;
	if (isOfSignIn(cause)) return signInFailureOf(cause, textOf(message));
	const connection = codesOf(cause.code)[0];
	if (cause.response === undefined) return { codes: [], text: shown(textOf(message)), connection };

	const { status, headers, data } = cause.response;
	const { codes, text, target } = detailsOf(data);
	return {
		status,
		codes: codes.map((code) => shown(code, token).slice(0, LONGEST_CODE)),
		text: shown(text, token),
		target: target && shown(target, token),
		requestId: requestIdOf(withoutToken(headers, token)),
		retryAfter: headerOf(headers, 'retry-after'),
		date: headerOf(headers, 'date'),
	};
}

/** An answer that says success but is not what was asked for. */
export function unreadable({ statusCode, headers }: Answer): Failure {
	return { status: statusCode, codes: [], text: '', requestId: requestIdOf(headers) };
}

/** A page of a list whose next page is one of those before it. */
export function endless(answer: Answer): Failure {
	return { ...unreadable(answer), endless: true };
}

/** Something that this package should have foreseen. It must not cost the item its fields. */
export function unforeseen(thrown: unknown): Failure {
	return { codes: [], text: `Something unforeseen happened: ${shown(String(thrown))}` };
}

export function isFailure(outcome: Answer | Failure | Error): outcome is Failure {
	return 'codes' in outcome;
}

const LONGEST_CODE = 60;

/** n8n's OAuth2 client has codes of its own, and else the token endpoint's address. */
function isOfSignIn({ code, config }: NonNullable<Thrown['cause']>): boolean {
	return (
		code === 'EAUTH' || code === 'ESTATUS' || /\/oauth2\/v2\.0\/token$/.test(textOf(config?.url))
	);
}

/**
 * The API had answered 401 and n8n has asked Microsoft Entra for a new token, which failed. Entra's code
 * for it, such as AADSTS7000222, stands in front of its words.
 */
function signInFailureOf(cause: NonNullable<Thrown['cause']>, message: string): Failure {
	const { body, response, status = response?.status } = cause;
	const description = isJsonObject(body) ? textOf(body.error_description) : '';
	const [, code, words] =
		/^(AADSTS\d+):\s*([^\r\n]*?)(?:\s+Trace ID:.*)?$/m.exec(description) ?? [];
	const [connection] = /^E(?:AUTH|STATUS)$/.test(textOf(cause.code)) ? [] : codesOf(cause.code);
	return {
		signIn: true,
		status,
		codes: code ? [code] : isJsonObject(body) ? codesOf(body.error) : [],
		text: shown(words ?? (status === undefined ? message : '')),
		connection: status === undefined ? connection : undefined,
	};
}

function detailsOf(body: unknown): Details {
	if (isJsonObject(body)) {
		for (const shape of SHAPES) {
			const details = shape(body);
			if (details) return details;
		}
	}
	const plain = typeof body === 'string' && !body.trimStart().startsWith('<') ? body : '';
	return { codes: [], text: plain };
}

const DEEPEST = 5;

/** Partner API nests further codes and words in `innerError`. */
function nested(outermost: IDataObject): Details {
	const levels: IDataObject[] = [];
	for (let level: unknown = outermost; isJsonObject(level) && levels.length < DEEPEST; ) {
		levels.push(level);
		level = level.innerError;
	}
	return {
		codes: levels.flatMap(({ code }) => codesOf(code)),
		text: [...new Set(levels.map(({ message }) => textOf(message)))].filter(Boolean).join(' '),
		target: levels.map(({ target }) => textOf(target)).find(Boolean),
	};
}

function codesOf(code: unknown): string[] {
	return typeof code === 'string' || typeof code === 'number' ? [String(code)] : [];
}

function textOf(value: unknown): string {
	return typeof value === 'string' ? value : '';
}
