import { signedInClient } from '../signedInClient.mts';
import type { SignedInClient } from '../signedInClient.mts';
import { startSimulator } from '../simulator.mts';
import type { Fault, Simulator } from '../simulator.mts';

export const id = 'c5fbb3b6-be74-4795-9fb5-4324c73fed37';
export const patch = [{ op: 'replace', path: '/details/dealValue', value: 10000 }];

export let simulator: Simulator;
export let client: SignedInClient;

beforeEach(async () => {
	simulator = await startSimulator();
	client = signedInClient(simulator);
});

afterEach(async () => {
	await simulator.stop();
});

export const dealValue = () => simulator.referral(id).details.dealValue;
export const statuses = () => simulator.requests.map(({ status }) => status);

/** Scripts a fault; resolves when a request has met it. */
export function met(fault: Fault): Promise<void> {
	return new Promise((resolve) => {
		simulator.fault({
			...fault,
			when: () => {
				resolve();
				return true;
			},
		});
	});
}

/** A promise, and what settles it. */
export function gate(): { passed: Promise<void>; open: () => void } {
	let open = () => {};
	const passed = new Promise<void>((resolve) => {
		open = resolve;
	});
	return { passed, open };
}
