import { client, dealValue, gate, id, met, patch, simulator } from './faultySimulator.mts';
import type { Fault } from '../simulator.mts';

describe('a delay', () => {
	test('holds the request back for the time given', async () => {
		simulator.fault({ delayMs: 20 });
		const began = performance.now();
		expect((await client.get(`/${id}`)).status).toBe(200);
		expect(performance.now() - began).toBeGreaterThanOrEqual(19);
	});

	test('holds the request back until a promise settles, before anything is changed', async () => {
		const slow = gate();
		const arrived = met({ until: slow.passed });
		const answer = client.patch(id, patch);
		await arrived;
		await client.get(`/${id}`);
		expect(dealValue()).toBe(25000);

		slow.open();
		expect((await answer).status).toBe(204);
		expect(simulator.maxInFlight).toBe(2);
	});

	test('ends when the promise is rejected, too', async () => {
		simulator.fault({ until: Promise.reject(new Error('whatever')) });
		expect((await client.get(`/${id}`)).status).toBe(200);
	});

	test('comes before another fault', async () => {
		const slow = gate();
		const arrived = met({ status: 500, until: slow.passed });
		const answer = client.get(`/${id}`);
		await arrived;
		slow.open();
		expect((await answer).status).toBe(500);
	});

	test.each<Fault>([{ delayMs: 3_600_000 }, { until: new Promise(() => {}) }])(
		'ends when the simulator stops: %j',
		async (fault) => {
			const arrived = met(fault);
			const answer = expect(client.get(`/${id}`)).rejects.toThrow();
			await arrived;
			await simulator.stop();
			await answer;
			await simulator.idle();
		},
	);

	test('outlives a client that does not', async () => {
		const slow = gate();
		const arrived = met({ until: slow.passed });
		const impatience = new AbortController();
		const answer = expect(
			client.send('GET', `/${id}`, { signal: impatience.signal }),
		).rejects.toThrow();
		await arrived;
		impatience.abort();
		await answer;
		slow.open();
		await simulator.idle();
		expect((await client.get(`/${id}`)).status).toBe(200);
	});
});
