import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * Answers every PATCH of a referral, after so many milliseconds, and a GET with the time at which the first PATCH
 * since the GET before has arrived, in milliseconds since the epoch. Run as a child process, see processes.mts.
 */
const latency = Number(process.argv[2]);

/** n8n opens the connections of all items at once; the queue of those not yet accepted must hold them. */
const BACKLOG = 65_535;

const REFERRAL = /^\/v1\.0\/engagements\/referrals\/([\w-]+)$/;

let first: number | undefined;

const server = createServer((request, response) => {
	if (request.method === 'GET') {
		response.end(String(first));
		first = undefined;
		return;
	}
	first ??= Date.now();
	const id = REFERRAL.exec(request.url ?? '')?.[1];
	const known = request.method === 'PATCH' && id !== undefined;
	const answer = () => {
		response.writeHead(known ? 200 : 404, { 'Content-Type': 'application/json' });
		response.end(known ? referral(id) : '{}');
	};
	request.resume();
	request.once('end', () => {
		if (latency > 0) setTimeout(answer, latency);
		else answer();
	});
});

server.listen(0, '127.0.0.1', BACKLOG, () => {
	const { port } = server.address() as AddressInfo;
	process.send!(`http://127.0.0.1:${port}`);
});

// The bench has ended, in whatever way.
process.once('disconnect', () => process.exit());

function referral(id: string): string {
	return `{"id":"${id}","name":"Contoso moves to Azure","status":"New","substatus":"Pending","updatedDateTime":"2026-01-05T09:00:00Z","customerProfile":{"name":"Contoso"},"details":{"dealValue":10000,"currency":"USD","closingDateTime":"2026-12-31T00:00:00Z"},"eTag":"\\"2500ec5a-0000-0000-0000-5f0f3c1d0000\\""}`;
}
