import { Agent, request } from 'node:http';
import type { INodeParameters } from 'n8n-workflow';

import { byId } from '../test/engine/partnerCenter.mts';
import { connected } from './connected.mts';

const TOKEN = 'bench-token-that-any-service-accepts';

/** One input item: which referral, and what its deal is worth from now on. */
export type DealValue = { id: string; value: number };

/** Changes the deal value of so many different referrals, by a way of its own. */
export interface Contender {
	name: string;
	patch: (items: DealValue[]) => Promise<void>;
}

/** The input of a run: as many different referrals, each with its deal value. */
export function items(count: number): DealValue[] {
	return Array.from({ length: count }, (_, index) => ({
		id: `referral-${index}`,
		value: 10_000 + index,
	}));
}

/** @param maxConcurrentRequests the option's default where none is given */
export async function thisNode(
	packageDirectory: string,
	url: string,
	maxConcurrentRequests?: number,
): Promise<Contender> {
	const options = maxConcurrentRequests === undefined ? {} : { options: { maxConcurrentRequests } };
	const limit = maxConcurrentRequests === undefined ? 'default' : String(maxConcurrentRequests);
	return await declarative(`this node (${limit} at once)`, packageDirectory, url, {
		operation: 'updateDealValue',
		referralId: byId('={{ $json.id }}'),
		dealValue: '={{ $json.value }}',
		...options,
	});
}

/** @param requestOptions n8n's own, such as its Batching */
export async function floor(
	packageDirectory: string,
	url: string,
	requestOptions: INodeParameters = {},
): Promise<Contender> {
	return await declarative('floor', packageDirectory, url, {
		operation: 'updateDealValue',
		referralId: '={{ $json.id }}',
		dealValue: '={{ $json.value }}',
		requestOptions,
	});
}

async function declarative(
	name: string,
	packageDirectory: string,
	url: string,
	parameters: INodeParameters,
): Promise<Contender> {
	const { run } = await connected(packageDirectory, {
		url,
		tokens: { access_token: TOKEN, token_type: 'Bearer' },
	});
	return {
		name,
		async patch(input) {
			const output = await run(parameters, input);
			input.forEach(({ id }, index) => {
				if (output[index].id !== id) throw new Error(`${name} lost "${id}"`);
			});
		},
	};
}

/** Without n8n. A connection for each request, as n8n's HTTP client has it. */
export function plainLoop(url: string, atOnce: number): Contender {
	const agent = new Agent({ keepAlive: false });
	return {
		name: `plain loop (${atOnce} at once)`,
		async patch(input) {
			const waiting = input.values();
			const worker = async () => {
				for (const item of waiting) await patchReferral(agent, url, item);
			};
			await Promise.all(Array.from({ length: atOnce }, worker));
		},
	};
}

async function patchReferral(agent: Agent, url: string, { id, value }: DealValue): Promise<void> {
	const body = JSON.stringify([
		{ op: 'replace', path: '/details/dealValue', value: String(value) },
	]);
	const headers = {
		Accept: 'application/json',
		Authorization: `Bearer ${TOKEN}`,
		'Content-Type': 'application/json',
		'Content-Length': Buffer.byteLength(body),
		Prefer: 'return=representation',
	};
	const address = `${url}/v1.0/engagements/referrals/${id}`;
	const answer = await new Promise<string>((resolve, reject) => {
		const sent = request(address, { agent, method: 'PATCH', headers }, (response) => {
			let text = '';
			response.setEncoding('utf8');
			response.on('data', (part: string) => (text += part));
			response.on('end', () => {
				resolve(text);
			});
		});
		sent.on('error', reject);
		sent.end(body);
	});
	const referral = JSON.parse(answer) as { id: string };
	if (referral.id !== id) throw new Error(`The plain loop lost "${id}"`);
}
