import type { IDataObject } from 'n8n-workflow';

import { requestIdOf } from './response';
import type { Answer } from './response';

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
	/** Node's code when the connection did not hold, such as ECONNRESET. */
	connection?: string;
}

type Details = Pick<Failure, 'codes' | 'text' | 'target'>;

/**
 * The documented shapes of a failure's body. In this order: Partner API (2019, page "Partner API error
 * codes"), Microsoft Entra, Partner Center in general (page "Partner Center REST error codes"), the
 * gateway in front of it.
 */
const SHAPES: Array<(body: IDataObject) => Details | undefined> = [
	({ error }) => (isObject(error) ? nested(error) : undefined),
	({ error, error_description: description }) =>
		typeof error === 'string' ? { codes: [error], text: String(description ?? '') } : undefined,
	({ code, description }) =>
		code !== undefined && description !== undefined
			? { codes: [String(code)], text: String(description) }
			: undefined,
	({ message }) => (typeof message === 'string' ? { codes: [], text: message } : undefined),
];

/**
 * Reads what n8n's HTTP helper threw. It wraps the HTTP client's own failure, whose response is the
 * service's answer, in a NodeApiError, as its cause.
 */
export function failureOf(thrown: unknown): Failure {
	const { message, cause } = thrown as { message: string; cause?: HttpClientFailure };
	const response = cause?.response;
	if (response === undefined) {
		return { codes: [], text: withoutSecrets(message), connection: cause?.code };
	}
	const { codes, text, target } = detailsOf(response.data);
	const retryAfter = response.headers['retry-after'];
	return {
		status: response.status,
		codes: codes.map(withoutSecrets),
		text: withoutSecrets(text),
		target,
		requestId: requestIdOf(response.headers),
		retryAfter: typeof retryAfter === 'string' ? retryAfter : undefined,
	};
}

/** An answer that says success but is not what was asked for. */
export function unreadable({ statusCode, headers }: Answer): Failure {
	return { status: statusCode, codes: [], text: '', requestId: requestIdOf(headers) };
}

interface HttpClientFailure {
	code?: string;
	response?: { status: number; headers: IDataObject; data: unknown };
}

function detailsOf(body: unknown): Details {
	if (isObject(body)) {
		for (const shape of SHAPES) {
			const details = shape(body);
			if (details) return details;
		}
	}
	const plain = typeof body === 'string' && !body.trimStart().startsWith('<') ? body.trim() : '';
	return { codes: [], text: plain };
}

/** Partner API nests further codes in `innerError`. */
function nested({ code, message, target, innerError }: IDataObject): Details {
	const inner = isObject(innerError) ? nested(innerError) : undefined;
	return {
		codes: [...(code === undefined ? [] : [String(code)]), ...(inner?.codes ?? [])],
		text: [...new Set([message, inner?.text])].filter((part) => typeof part === 'string').join(' '),
		target: typeof target === 'string' ? target : inner?.target,
	};
}

function isObject(value: unknown): value is IDataObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const LONGEST_TEXT = 500;
const SECRETS = [
	/\bbearer\s+[\w.~+/=-]+/gi,
	/\beyJ[\w-]+\.[\w-]+(?:\.[\w-]*)?/g,
	/\b(?:access_token|refresh_token|id_token|client_secret|code|password|cookie)\b["']?\s*[=:]\s*["']?[^\s"'&,;}]+/gi,
];

/** A service may repeat what it was sent; none of it may reach an item, a message or a log. */
function withoutSecrets(text: string): string {
	const clean = SECRETS.reduce((rest, secret) => rest.replace(secret, '[removed]'), text)
		.replace(/\s+/g, ' ')
		.trim();
	return clean.length > LONGEST_TEXT ? `${clean.slice(0, LONGEST_TEXT)}…` : clean;
}
