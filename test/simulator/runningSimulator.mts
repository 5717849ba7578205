import { signedInClient } from './signedInClient.mts';
import type { SignedInClient } from './signedInClient.mts';
import { startSimulator } from './simulator.mts';
import type { Simulator, SimulatorOptions } from './simulator.mts';

export const id = 'c5fbb3b6-be74-4795-9fb5-4324c73fed37';
export const guid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

export let simulator: Simulator;
export let client: SignedInClient;

beforeEach(async () => {
	simulator = await startSimulator();
	client = signedInClient(simulator);
});

afterEach(async () => {
	await simulator.stop();
});

/** Another start instead of the usual one. */
export async function startInstead(options: SimulatorOptions): Promise<void> {
	await simulator.stop();
	simulator = await startSimulator(options);
	client = signedInClient(simulator);
}
