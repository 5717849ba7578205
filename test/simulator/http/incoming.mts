import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';

/** A request as it came in, read to its end. */
export interface Incoming {
	method: string;
	/** Without the query. */
	path: string;
	query: Record<string, string | undefined>;
	/** Names in lower case. */
	headers: Record<string, string | undefined>;
	rawBody: string;
}

/** @throws when the client goes away before its request is complete */
export async function readIncoming(message: IncomingMessage): Promise<Incoming> {
	const url = new URL(message.url ?? '/', 'http://127.0.0.1');
	const chunks: Buffer[] = [];
	for await (const chunk of message) chunks.push(chunk as Buffer);
	return {
		method: message.method ?? 'GET',
		path: url.pathname,
		query: Object.fromEntries(url.searchParams),
		headers: flattened(message.headers),
		rawBody: Buffer.concat(chunks).toString('utf8'),
	};
}

function flattened(headers: IncomingHttpHeaders): Incoming['headers'] {
	return Object.fromEntries(
		Object.entries(headers).map(([name, value]) => [
			name,
			Array.isArray(value) ? value.join(', ') : value,
		]),
	);
}
