import { execFileSync } from 'node:child_process';
import { getEventListeners } from 'node:events';

import type { Fault } from '../../../../../simulator/simulator.mts';
import { fault, partnerCenter, seen, startPartnerCenter, VALUE } from '../sendRuns.mts';

beforeEach(startPartnerCenter);
afterEach(() => partnerCenter.simulator.stop());

describe('stopping the execution', () => {
	/** Lets everything run that has nothing to wait for. */
	async function settled(): Promise<void> {
		for (let turn = 0; turn < 50; turn += 1) {
			await new Promise((resolve) => setImmediate(resolve));
		}
	}

	test.each([
		['a wait that a 429 asks for', { status: 429, headers: { 'Retry-After': '100' } }],
		['a wait before a change is looked for', { status: 503, headers: { 'Retry-After': '100' } }],
		['a request that is under way', { until: new Promise<never>(() => undefined) }],
	] as [string, Fault][])('ends %s at once, and sends nothing more', async (_name, one_) => {
		const items = Array.from({ length: 20 }, (_, value) => ({
			id: partnerCenter.referral(),
			value,
		}));
		fault({ ...one_, times: Infinity });
		const { finished, cancel, signal } = partnerCenter.engine.start(partnerCenter.credential, {
			parameters: VALUE as never,
			items,
		});
		await seen((requests) => requests.length >= 5);
		expect(getEventListeners(signal, 'abort').length).toBeLessThan(10);

		cancel();
		await Promise.allSettled([finished]);
		await settled();
		const sent = partnerCenter.simulator.requests.length;
		await settled();

		expect(sent).toBeLessThan(20);
		expect(partnerCenter.simulator.requests).toHaveLength(sent);
		expect(getEventListeners(signal, 'abort')).toEqual([]);
	});

	test('leaves nothing behind that keeps a process alive', () => {
		const output = execFileSync(
			process.execPath,
			['--import', 'tsx', 'test/engine/cancelledWait.mts'],
			{
				encoding: 'utf8',
				timeout: 100_000,
			},
		);

		expect(output.trim()).toBe('canceled');
	}, 120_000);

	test('leaves no listener behind when it was not stopped', async () => {
		const { finished, signal } = partnerCenter.engine.start(partnerCenter.credential, {
			parameters: VALUE as never,
			items: [{ id: partnerCenter.referral(), value: 1 }],
		});
		await finished;

		expect(getEventListeners(signal, 'abort')).toEqual([]);
	});
});
