import type { Simulator } from './simulator.mts';

/** What a test sees of an answer. */
export interface Seen {
	status: number;
	headers: Headers;
	/** Undefined when there is none, text when it isn't JSON. */
	body: unknown;
}

export interface SignedInClient {
	/** `path` begins behind the collection's own: '', '/ID' or '?$filter=...'. */
	send: (method: string, path: string, options?: Request) => Promise<Seen>;
	get: (path: string, headers?: Record<string, string>) => Promise<Seen>;
	/** With the query's values encoded. */
	list: (query?: Record<string, string>) => Promise<Seen>;
	post: (body: unknown) => Promise<Seen>;
	patch: (id: string, body: unknown, headers?: Record<string, string>) => Promise<Seen>;
}

interface Request {
	headers?: Record<string, string>;
	body?: string;
	signal?: AbortSignal;
}

/** A signed-in client of the Referrals API. */
export function signedInClient(simulator: Simulator): SignedInClient {
	const collection = `${simulator.url}/v1.0/engagements/referrals`;
	const { access_token } = simulator.signIn();
	const json = { 'Content-Type': 'application/json' };

	const send: SignedInClient['send'] = async (method, path, options = {}) => {
		const response = await fetch(`${collection}${path}`, {
			...options,
			method,
			headers: { Authorization: `Bearer ${access_token}`, ...options.headers },
		});
		return {
			status: response.status,
			headers: response.headers,
			body: parsed(await response.text()),
		};
	};

	return {
		send,
		get: (path, headers) => send('GET', path, { headers }),
		list: (query = {}) => send('GET', `?${new URLSearchParams(query).toString()}`),
		post: (body) => send('POST', '', { headers: json, body: JSON.stringify(body) }),
		patch: (id, body, headers) =>
			send('PATCH', `/${id}`, { headers: { ...json, ...headers }, body: JSON.stringify(body) }),
	};
}

function parsed(text: string): unknown {
	if (text === '') return undefined;
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return text;
	}
}
