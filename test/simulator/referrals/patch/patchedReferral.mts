import { signedInClient } from '../../signedInClient.mts';
import type { Seen, SignedInClient } from '../../signedInClient.mts';
import { startSimulator } from '../../simulator.mts';
import type { Simulator } from '../../simulator.mts';

export const id = 'c5fbb3b6-be74-4795-9fb5-4324c73fed37';
export const returnRepresentation = { Prefer: 'return=representation' };
export const dealValue = { op: 'replace', path: '/details/dealValue', value: '10000' };

export let simulator: Simulator;
export let client: SignedInClient;

beforeEach(async () => {
	simulator = await startSimulator({ now: () => new Date('2026-03-01T10:00:00.5Z') });
	client = signedInClient(simulator);
});

afterEach(async () => {
	await simulator.stop();
});

export const replace = (path: string, value: unknown) => ({ op: 'replace', path, value });
export const add = (path: string, value: unknown) => ({ op: 'add', path, value });

/** The one thing that a refusal must have left alone. */
export async function expectRefused(answer: Promise<Seen>, status: number, target: string) {
	const before = simulator.referral(id);
	const { status: seen, body } = await answer;
	expect(seen).toBe(status);
	expect(body).toMatchObject({
		error: { code: status === 412 ? 'preconditionFailed' : 'invalidRequest', target },
	});
	expect(simulator.referral(id)).toEqual(before);
}
