import { client, dealValue, gate, id, patch, simulator, statuses } from './faultySimulator.mts';
import type { FailureShape, Fault } from '../simulator.mts';

describe('a status', () => {
	test('is answered instead of handling the request', async () => {
		simulator.fault({ status: 503, headers: { 'Retry-After': '2' } });
		const { status, headers, body } = await client.patch(id, patch);
		expect(status).toBe(503);
		expect(headers.get('retry-after')).toBe('2');
		expect(headers.get('ms-requestid')).toBeTruthy();
		expect(body).toMatchObject({ error: { code: 'serviceNotAvailable' } });
		expect(dealValue()).toBe(25000);
		expect(statuses()).toEqual([503]);
	});

	test.each<[FailureShape, unknown]>([
		['partnerApi', { error: { code: 'own', message: 'Own words.' } }],
		['partnerCenter', { code: 'own', description: 'Own words.' }],
		['gateway', { statusCode: 429, message: 'Own words.' }],
		['mfa', { code: '900421' }],
	])('is written in the shape %s', async (shape, expected) => {
		simulator.fault({ status: 429, shape, code: 'own', message: 'Own words.' });
		expect((await client.get(`/${id}`)).body).toMatchObject(expected as object);
	});

	test.each<[Fault, unknown]>([
		[{ body: { a: 1 } }, { a: 1 }],
		[{ body: '{"cut of' }, '{"cut of'],
		[{ shape: 'empty' }, undefined],
		[{ shape: 'text', message: 'Words.' }, 'Words.'],
		[{ shape: 'html' }, expect.stringContaining('<html>')],
	])('is answered as %j says', async (fault, expected) => {
		simulator.fault({ status: 502, ...fault });
		const { status, body } = await client.get(`/${id}`);
		expect({ status, body }).toEqual({ status: 502, body: expected });
	});
});

describe('a cut connection', () => {
	test('loses the request when it is reset', async () => {
		simulator.fault({ connection: 'reset' });
		await expect(client.patch(id, patch)).rejects.toThrow();
		expect(dealValue()).toBe(25000);
		expect(statuses()).toEqual([undefined]);
	});

	test('loses the answer when it is reset after the change', async () => {
		simulator.fault({ connection: 'applied-then-reset' });
		await expect(client.patch(id, patch)).rejects.toThrow();
		expect(dealValue()).toBe(10000);
		expect(statuses()).toEqual([undefined]);
	});

	test('lets the change land late', async () => {
		const late = gate();
		simulator.fault({ landsLate: 0, until: late.passed });
		await expect(client.patch(id, patch)).rejects.toThrow();
		expect(dealValue()).toBe(25000);

		late.open();
		await simulator.idle();
		expect(dealValue()).toBe(10000);
	});

	test('lets the change land when the promise is rejected, too', async () => {
		const late = gate();
		const until = late.passed.then(() => {
			throw new Error('whatever');
		});
		simulator.fault({ landsLate: 0, until });
		await expect(client.patch(id, patch)).rejects.toThrow();
		expect(dealValue()).toBe(25000);

		late.open();
		await simulator.idle();
		expect(dealValue()).toBe(10000);
	});

	test('lets the change land on the referral as it is by then', async () => {
		const late = gate();
		simulator.fault({ landsLate: 0, until: late.passed });
		const { eTag } = simulator.referral(id);
		await expect(client.patch(id, patch, { 'If-Match': eTag })).rejects.toThrow();
		simulator.touch(id, (referral) => {
			referral.details.notes = 'A colleague was here.';
		});

		late.open();
		await simulator.idle();
		expect(dealValue()).toBe(25000);
	});

	test('lets no change land after the simulator has stopped', async () => {
		const late = gate();
		simulator.fault({ landsLate: 0, until: late.passed });
		await expect(client.patch(id, patch)).rejects.toThrow();
		await simulator.stop();
		late.open();
		await simulator.idle();
		expect(dealValue()).toBe(25000);
	});

	test('does not count as in flight while its change is still to land', async () => {
		simulator.fault({ landsLate: 0, until: gate().passed });
		await expect(client.patch(id, patch)).rejects.toThrow();
		await client.get(`/${id}`);
		expect(simulator.maxInFlight).toBe(1);
	});
});

test('a change that was applied can be answered with a failure', async () => {
	simulator.fault({ applied: 504, shape: 'html' });
	const { status, body } = await client.patch(id, patch);
	expect(status).toBe(504);
	expect(body).toContain('504 Proxy Error');
	expect(dealValue()).toBe(10000);
});

describe('a script', () => {
	async function answered(count: number): Promise<number[]> {
		const seen: number[] = [];
		for (let sent = 0; sent < count; sent += 1) seen.push((await client.get(`/${id}`)).status);
		return seen;
	}

	test('is met once by default', async () => {
		simulator.fault({ status: 500 });
		expect(await answered(2)).toEqual([500, 200]);
	});

	test('is met as often as it says, after those that it lets pass', async () => {
		simulator.fault({ status: 500, times: 2, skip: 1 });
		expect(await answered(4)).toEqual([200, 500, 500, 200]);
	});

	test('may go on for ever', async () => {
		simulator.fault({ status: 500, times: Infinity });
		expect(await answered(3)).toEqual([500, 500, 500]);
	});

	test('is met in the order in which it was written', async () => {
		simulator.fault({ status: 500 });
		simulator.fault({ status: 503 });
		expect(await answered(3)).toEqual([500, 503, 200]);
	});

	test('chooses its requests', async () => {
		simulator.fault({
			status: 500,
			when: ({ method, referralId, body }) =>
				method === 'PATCH' && referralId === id && Array.isArray(body),
		});
		expect(await answered(1)).toEqual([200]);
		expect((await client.patch(id.toUpperCase(), patch)).status).toBe(500);
	});

	test('is forgotten on reset', async () => {
		simulator.fault({ status: 500, times: Infinity });
		simulator.reset();
		expect(await answered(1)).toEqual([200]);
	});

	test('must say something, and may not contradict itself', () => {
		expect(() => {
			simulator.fault({});
		}).toThrow('A fault needs one of');
		expect(() => {
			simulator.fault({ status: 500, connection: 'reset' });
		}).toThrow("A fault can't be both status and connection");
	});
});
