import { until } from '../machine/waiting.mts';

export type Headers = Record<string, string>;
/** Posts to a webhook. */
export type Post = (body: object | string, headers?: Headers) => Promise<Response>;

/** Waits until a workflow listens at this path. @returns what posts to it, as JSON or as it is */
export async function webhook(n8nUrl: string, path: string, headers: Headers = {}): Promise<Post> {
	const address = `${n8nUrl}/webhook/${path}`;
	// An unknown path is answered with 404 to any method, a known one only where the method is another.
	await until(`a workflow listens at ${path}`, async () => {
		const { message = '' } = (await (await fetch(address)).json()) as { message?: string };
		return message.includes('not registered for GET requests');
	});
	return async (body, more = {}) =>
		await fetch(address, {
			method: 'POST',
			headers: { 'content-type': 'application/json', ...headers, ...more },
			body: typeof body === 'string' ? body : JSON.stringify(body),
		});
}
