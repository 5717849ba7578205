import type { IDataObject } from 'n8n-workflow';

import { isJsonObject } from '../values/json';
import { headerOf, requestIdOf } from './answer';
import type { Answer } from './answer';
import { redact, withoutToken } from './redact';

/** A request that did not succeed. */
export interface Failure {
	kind: 'failure';
	/** The HTTP status; undefined if there was no answer. */
	status?: number;
	/** The service's own codes, from the outermost to the innermost. */
	codes: string[];
	/** The service's own words, or n8n's if there was no answer. */
	text: string;
	/** The field that the service names. */
	target?: string;
	requestId?: string;
	/** The Retry-After header, verbatim: seconds or an HTTP date. */
	retryAfter?: string;
	/** The Date header: the service's clock. */
	date?: string;
	/** Node's code if the connection broke, such as ECONNRESET. */
	connection?: string;
	/** The system call that failed, such as connect or read. */
	systemCall?: string;
	problem?: Problem;
	/** How the request was attempted; undefined if it was sent once and is not part of a run. */
	attempts?: Attempts;
}

/**
 * What status and codes don't say:
 * - `signIn`: the token could not be refreshed; the API had rejected the request with 401
 * - `missingETag`: the referral was read without an eTag, which was to guard the change
 * - `endlessList`: the pages of a list bring nothing new
 * - `conflict`: another user changed what the request changes, after the referral was read
 * - `unclear`: whether a change was made can't be told from the referral
 */
export type Problem = 'signIn' | 'missingETag' | 'endlessList' | 'conflict' | 'unclear';

/** How often and how long a request was attempted before it failed. */
export interface Attempts {
	count: number;
	/** From the first attempt to the end, in milliseconds. */
	duration: number;
	/** The wait that the service requested, in milliseconds, if it was longer than this node waits. */
	requestedWait?: number;
	/** Whether one of the attempts may have been executed. */
	mayBeExecuted: boolean;
	/** Whether another item of the run has changed the referral, or may have, after the eTag was read. */
	ownChangeAfter: boolean;
	/** Whether the referral, read after the last attempt, doesn't show the change. */
	isNotShown?: boolean;
}

type Details = Pick<Failure, 'codes' | 'text' | 'target'>;

/**
 * The documented formats of an error body. In this order: Partner API (2019, page "Partner API error
 * codes"), Partner Center (page "Partner Center REST error codes"), the gateway in front of it.
 */
const FORMATS: Array<(body: IDataObject) => Details | undefined> = [
	({ error }) => (isJsonObject(error) ? nestedDetails(error) : undefined),
	({ code, description }) =>
		code !== undefined && description !== undefined
			? { codes: codesOf(code), text: textOf(description) }
			: undefined,
	({ message }) => (typeof message === 'string' ? { codes: [], text: message } : undefined),
];

/** What n8n's HTTP functions throw: the HTTP client's error is the cause and contains the answer. */
interface Thrown {
	message?: unknown;
	cause?: {
		code?: unknown;
		syscall?: unknown;
		message?: unknown;
		status?: number;
		body?: unknown;
		config?: { url?: unknown };
		response?: { status: number; headers: IDataObject; data: unknown };
	};
}

/**
 * The failure that an error of n8n's HTTP functions describes.
 *
 * @param token the access token that the request was sent with, which is removed from every text
 */
export function failureOf(thrown: unknown, token?: string): Failure {
	const { message, cause = {} } = thrown as Thrown;
	if (isOfSignIn(cause)) return signInFailureOf(cause, textOf(message));
	if (cause.response === undefined) {
		const [connection] = codesOf(cause.code);
		const systemCall = systemCallOf(cause);
		return { kind: 'failure', codes: [], text: redact(textOf(message)), connection, systemCall };
	}

	const { status, headers, data } = cause.response;
	const { codes, text, target } = detailsIn(data);
	return {
		kind: 'failure',
		status,
		codes: codes.map((code) => redact(code, token).slice(0, MAX_CODE_LENGTH)),
		text: redact(text, token),
		target: target && redact(target, token),
		requestId: requestIdOf(withoutToken(headers, token)),
		retryAfter: headerOf(headers, 'retry-after'),
		date: headerOf(headers, 'date'),
	};
}

/** A success whose content is not what the request asked for. */
export function unreadable({ statusCode, headers }: Answer): Failure {
	const requestId = requestIdOf(headers);
	return { kind: 'failure', status: statusCode, codes: [], text: '', requestId };
}

/** A list whose pages bring nothing new. */
export function endlessList(page: Answer): Failure {
	return { ...unreadable(page), problem: 'endlessList' };
}

/** An exception that this package doesn't handle. The item must not lose its fields because of it. */
export function unexpected(thrown: unknown): Failure {
	const text = `Something unforeseen happened: ${redact(String(thrown))}`;
	return { kind: 'failure', codes: [], text };
}

const MAX_CODE_LENGTH = 60;

/** Node names it in the error and at the beginning of the message, as in `read EHOSTUNREACH`. */
function systemCallOf({ syscall, message }: NonNullable<Thrown['cause']>): string | undefined {
	return textOf(syscall) || /^([a-z]+) E[A-Z]+/.exec(textOf(message))?.[1];
}

/** n8n's OAuth2 client uses codes of its own; otherwise the URL is that of the token endpoint. */
function isOfSignIn({ code, config }: NonNullable<Thrown['cause']>): boolean {
	return (
		code === 'EAUTH' || code === 'ESTATUS' || /\/oauth2\/v2\.0\/token$/.test(textOf(config?.url))
	);
}

/**
 * The API answered 401, n8n asked Microsoft Entra for a new token, and that failed. Entra's code, such as
 * AADSTS7000222, comes before its message.
 */
function signInFailureOf(cause: NonNullable<Thrown['cause']>, message: string): Failure {
	const { body, response, status = response?.status } = cause;
	const description = isJsonObject(body) ? textOf(body.error_description) : '';
	const [, code, words] =
		/^(AADSTS\d+):\s*([^\r\n]*?)(?:\s+Trace ID:.*)?$/m.exec(description) ?? [];
	const [connection] = /^E(?:AUTH|STATUS)$/.test(textOf(cause.code)) ? [] : codesOf(cause.code);
	return {
		kind: 'failure',
		problem: 'signIn',
		status,
		codes: code ? [code] : isJsonObject(body) ? codesOf(body.error) : [],
		text: redact(words ?? (status === undefined ? message : '')),
		connection: status === undefined ? connection : undefined,
	};
}

function detailsIn(body: unknown): Details {
	if (isJsonObject(body)) {
		for (const format of FORMATS) {
			const details = format(body);
			if (details) return details;
		}
	}
	const plain = typeof body === 'string' && !body.trimStart().startsWith('<') ? body : '';
	return { codes: [], text: plain };
}

const MAX_DEPTH = 5;

/** Partner API nests further codes and messages in `innerError`. */
function nestedDetails(outermost: IDataObject): Details {
	const levels: IDataObject[] = [];
	for (let level: unknown = outermost; isJsonObject(level) && levels.length < MAX_DEPTH; ) {
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
