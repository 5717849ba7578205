import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { IDataObject } from 'n8n-workflow';

import { jsonAnswer, sendAnswer } from '../../simulator/http/answer.mts';
import { readIncoming } from '../../simulator/http/incoming.mts';

/** Who is at the other end of a foreign node, such as a mail server, a form's reader or another execution. */
export type Party = 'mail' | 'form' | 'chat' | 'approval' | 'model' | 'subWorkflow';

/** Everybody whom the foreign nodes of the examples talk to, over real HTTP. */
export interface Edge {
	readonly url: string;
	/** What has arrived there, in order of arrival. */
	received(party: Party): IDataObject[];
	/** What this party says next; nothing further is an empty object. */
	answer(party: Party, ...answers: IDataObject[]): void;
	stop(): Promise<void>;
}

export async function startEdge(): Promise<Edge> {
	const received: { party: string; body: IDataObject }[] = [];
	const answers: { party: string; body: IDataObject }[] = [];
	const next = (party: string) => {
		const index = answers.findIndex((answer) => answer.party === party);
		return index < 0 ? {} : answers.splice(index, 1)[0].body;
	};
	const server = createServer((message, response) => {
		void readIncoming(message).then(({ path, rawBody }) => {
			const party = path.slice(1);
			received.push({ party, body: JSON.parse(rawBody) as IDataObject });
			sendAnswer(response, jsonAnswer(200, next(party)));
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		received: (party) => received.filter((one) => one.party === party).map(({ body }) => body),
		answer: (party, ...bodies) => {
			answers.push(...bodies.map((body) => ({ party, body })));
		},
		stop: async () => {
			const closed = new Promise((resolve) => server.close(resolve));
			server.closeAllConnections();
			await closed;
		},
	};
}
