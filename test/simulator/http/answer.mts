import type { ServerResponse } from 'node:http';

/** What goes back over the wire; the `body` is sent as it is. */
export interface Answer {
	status: number;
	headers: Record<string, string | string[]>;
	body?: string | Buffer;
}

export function jsonAnswer(
	status: number,
	value: unknown,
	headers: Record<string, string | string[]> = {},
): Answer {
	return {
		status,
		headers: { 'Content-Type': 'application/json; charset=utf-8', ...headers },
		body: JSON.stringify(value),
	};
}

export function htmlAnswer(status: number, html: string): Answer {
	return {
		status,
		headers: {
			'Content-Type': 'text/html; charset=utf-8',
			'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'",
			'Cache-Control': 'no-store',
		},
		body: html,
	};
}

export function redirectAnswer(location: string): Answer {
	return { status: 302, headers: { Location: location, 'Cache-Control': 'no-store' } };
}

export function sendAnswer(response: ServerResponse, answer: Answer): void {
	response.writeHead(answer.status, answer.headers);
	response.end(answer.body);
}
