import type { IDataObject } from 'n8n-workflow';

/** What n8n's HTTP functions throw. */
export interface Thrown {
	message?: unknown;
	cause?: Cause;
}

/** The error of the HTTP client, which contains the answer, or of n8n's OAuth2 client. */
export interface Cause {
	code?: unknown;
	syscall?: unknown;
	message?: unknown;
	/** Of n8n's OAuth2 client: the status and the body of the token endpoint's answer. */
	status?: number;
	body?: unknown;
	config?: { url?: unknown };
	response?: Response;
}

interface Response {
	status: number;
	headers: IDataObject;
	data: unknown;
	/** Node's request, with its own view of the response. */
	request?: { res?: { rawHeaders?: unknown } };
}

/** The headers of a response; of a repeated Retry-After, Node keeps only the first one. */
export function headersOf({ headers, request }: Response): IDataObject {
	const raw = request?.res?.rawHeaders;
	if (!Array.isArray(raw)) return headers;
	const values = raw.filter((_, i) => /^retry-after$/i.test(String(raw[i - 1])) && i % 2 === 1);
	return values.length > 1 ? { ...headers, 'retry-after': values.map(String) } : headers;
}

/** Node's code for a broken connection, such as ECONNRESET. */
export function connectionCodeOf({ code }: Cause): string | undefined {
	return typeof code === 'string' || typeof code === 'number' ? String(code) : undefined;
}

/** Node names it in the error and at the beginning of the message, as in `read EHOSTUNREACH`. */
export function systemCallOf({ syscall, message }: Cause): string | undefined {
	return textOf(syscall) || /^([a-z]+) E[A-Z]+/.exec(textOf(message))?.[1];
}

export function textOf(value: unknown): string {
	return typeof value === 'string' ? value : '';
}
