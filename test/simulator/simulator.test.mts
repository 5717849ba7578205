import { client, id, simulator, startInstead } from './runningSimulator.mts';
import { exampleReferrals, startSimulator } from './simulator.mts';

test.each([
	['PUT', `/${id}`, 405],
	['DELETE', `/${id}`, 405],
	['POST', `/${id}`, 405],
	['PATCH', '', 405],
	['GET', `/${id}/notes`, 404],
	['GET', 'x', 404],
])('%s %s is answered with %i', async (method, path, status) => {
	expect((await client.send(method, path)).status).toBe(status);
});

test('an address of neither API is not found, and not recorded', async () => {
	expect((await fetch(`${simulator.url}/favicon.ico`)).status).toBe(404);
	expect(simulator.requests).toEqual([]);
});

describe('a recorded request', () => {
	test('holds what was sent, and what came of it', async () => {
		await client.send('PATCH', `/${id.toUpperCase()}?a=b%20c`, {
			headers: { 'Content-Type': 'application/json', 'MS-RequestId': 'r' },
			body: '[ ]',
		});
		expect(simulator.requests).toEqual([
			{
				method: 'PATCH',
				path: `/v1.0/engagements/referrals/${id.toUpperCase()}`,
				query: { a: 'b c' },
				headers: expect.objectContaining({ 'ms-requestid': 'r' }) as object,
				rawBody: '[ ]',
				body: [],
				at: expect.any(Number) as number,
				status: 400,
				referralId: id,
			},
		]);
	});

	test('has no body and no referral where there is none', async () => {
		await client.list();
		expect(simulator.requests[0].body).toBeUndefined();
		expect(simulator.requests[0]).not.toHaveProperty('referralId');
	});

	test('is among the patches if it is one', async () => {
		await client.get(`/${id}`);
		await client.patch(id, []);
		expect(simulator.patches).toEqual([simulator.requests[1]]);
	});

	test('is forgotten on reset; referrals and tokens stay', async () => {
		simulator.touch(id, (referral) => {
			referral.name = 'Changed';
		});
		await client.get(`/${id}`);
		simulator.reset();
		expect(simulator.requests).toEqual([]);
		expect(simulator.maxInFlight).toBe(0);
		expect((await client.get(`/${id}`)).body).toMatchObject({ name: 'Changed' });
	});
});

test('as many requests count as in flight as wait at one time', async () => {
	let open = () => {};
	const passed = new Promise<void>((resolve) => {
		open = resolve;
	});
	let arrived = 0;
	const all = new Promise<void>((resolve) => {
		simulator.fault({
			times: Infinity,
			until: passed,
			when: () => {
				arrived += 1;
				if (arrived === 3) resolve();
				return true;
			},
		});
	});
	const answers = [1, 2, 3].map(() => client.list());
	await all;
	open();
	await Promise.all(answers);
	await client.list();
	expect(simulator.maxInFlight).toBe(3);
});

describe('the store', () => {
	test('begins with the examples', () => {
		expect(exampleReferrals()).toHaveLength(6);
		for (const example of exampleReferrals()) {
			expect(simulator.referral(example.id)).toMatchObject(example);
		}
	});

	test('begins with what it is given instead', async () => {
		await startInstead({ referrals: [{ id: 'own', eTag: '"own"' }] });
		expect(simulator.referral('OWN')).toMatchObject({ id: 'own', eTag: '"own"', status: 'Active' });
		expect(() => simulator.referral(id)).toThrow(`There is no referral '${id}'`);
	});

	test('gives deep copies', () => {
		simulator.referral(id).team.pop();
		expect(simulator.referral(id).team).toHaveLength(1);
	});

	test('replaces a referral whole', () => {
		simulator.put({ id, details: { dealValue: 1 } });
		expect(simulator.referral(id)).toMatchObject({ name: null, details: { dealValue: 1 } });
	});

	test('changes entity tag and moment with a colleague’s change', () => {
		const before = simulator.referral(id);
		simulator.touch(id, (referral) => {
			referral.details.dealValue = 1;
		});
		const after = simulator.referral(id);
		expect(after.details.dealValue).toBe(1);
		expect(after.eTag).not.toBe(before.eTag);
		expect(after.updatedDateTime > before.updatedDateTime).toBe(true);
		expect(() => {
			simulator.touch('unknown', () => {});
		}).toThrow("There is no referral 'unknown'");
	});
});

describe('the rate limit', () => {
	test('refuses what is over it with the seconds to wait, and fills up by the clock', async () => {
		let now = Date.parse('2026-03-01T10:00:00Z');
		await startInstead({
			now: () => new Date(now),
			rateLimit: { perSecond: 0.5, burst: 2 },
		});
		await client.list();
		await client.list();
		const refused = await client.list();
		expect(refused.status).toBe(429);
		expect(refused.headers.get('retry-after')).toBe('2');
		expect(refused.body).toEqual({
			statusCode: 429,
			message: 'Rate limit is exceeded. Try again in 2 seconds.',
		});

		now += 1999;
		expect((await client.list()).headers.get('retry-after')).toBe('1');
		now += 1;
		expect((await client.list()).status).toBe(200);
		now += 60_000;
		const burst = [await client.list(), await client.list(), await client.list()];
		expect(burst.map(({ status }) => status)).toEqual([200, 200, 429]);
	});
});

test('a taken port is said so', async () => {
	const port = Number(new URL(simulator.url).port);
	await expect(startSimulator({ port })).rejects.toThrow('EADDRINUSE');
});

test('a request that the simulator itself fails at is answered with the reason', async () => {
	simulator.fault({
		status: 500,
		when: () => {
			throw new Error('a mistake in a test');
		},
	});
	const { status, body } = await client.list();
	expect({ status, body }).toEqual({ status: 500, body: 'Error: a mistake in a test' });
});
