import type { INodeParameters } from 'n8n-workflow';

import { byId, PartnerCenter } from '../../../engine/partnerCenter.mts';

let partnerCenter: PartnerCenter;

beforeEach(async () => {
	partnerCenter = await PartnerCenter.start();
});
afterEach(() => partnerCenter.simulator.stop());

const toolFor = (parameters: object) =>
	partnerCenter.engine.asTool(partnerCenter.credential, parameters as INodeParameters);

const NEW_REFERRAL = {
	operation: 'create',
	name: '={{ $fromAI("name") }}',
	customerName: 'Contoso',
	country: 'US',
	solutions: { solution: [{ id: 'SOL-1' }] },
};

const NEW_MEMBER = {
	operation: 'addTeamMember',
	referralId: byId('={{ $fromAI("id") }}'),
	email: 'jane@contoso.com',
	skipIfPresent: false,
	options: { maxRetries: 0 },
};

const posts = () => partnerCenter.simulator.requests.filter(({ method }) => method === 'POST');

test('a new referral whose outcome is unknown is not sent again by the next attempt of the call', async () => {
	const call = toolFor(NEW_REFERRAL);
	partnerCenter.simulator.fault({ connection: 'applied-then-reset' });

	await expect(call({ name: 'Deal' })).rejects.toThrow(
		'it is unknown whether the referral was created',
	);
	await expect(call({ name: 'Deal' })).rejects.toThrow(
		'it is unknown whether the referral was created',
	);

	expect(posts()).toHaveLength(1);
});

test('another referral is sent, and one that was created can be created again', async () => {
	const call = toolFor(NEW_REFERRAL);
	partnerCenter.simulator.fault({ connection: 'reset' });

	await expect(call({ name: 'Deal' })).rejects.toThrow();
	await call({ name: 'Other deal' });
	await call({ name: 'Other deal' });

	expect(posts()).toHaveLength(3);
});

test('a member whose adding was not answered is looked for by the next attempt of the call', async () => {
	const id = partnerCenter.referral();
	const call = toolFor(NEW_MEMBER);
	partnerCenter.simulator.fault({ connection: 'applied-then-reset' });

	await expect(call({ id })).rejects.toThrow('it is unknown whether the change was made');
	const [{ json }] = await call({ id });

	expect(json).toMatchObject({ id });
	expect(partnerCenter.simulator.referral(id).team.map(({ email }) => email)).toEqual([
		'john@contoso.com',
		'jane@contoso.com',
	]);
	expect(partnerCenter.simulator.patches).toHaveLength(1);
});

test('one limit covers the parallel calls of an agent', async () => {
	const call = toolFor({
		operation: 'updateDealValue',
		referralId: byId('={{ $fromAI("id") }}'),
		dealValue: 5,
		options: { maxConcurrentRequests: 2 },
	});
	partnerCenter.simulator.fault({ delayMs: 5, times: Infinity });

	await Promise.all(Array.from({ length: 8 }, () => call({ id: partnerCenter.referral() })));

	expect(partnerCenter.simulator.maxInFlight).toBe(2);
});

test('a new referral in flight is awaited when n8n runs the node again', async () => {
	let release!: () => void;
	const until = new Promise<void>((resolve) => (release = resolve));
	partnerCenter.simulator.fault({ when: ({ method }) => method === 'POST', until });
	const running = partnerCenter.run(
		{
			...NEW_REFERRAL,
			name: '={{ $json.broken && $runIndex === 0 ? $("Nowhere").item.json.name : $json.name }}',
			requestOptions: { batching: { batch: { batchSize: 1, batchInterval: 20 } } },
		},
		{
			items: [{ name: 'First' }, { name: 'Second', broken: true }],
			node: { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 },
		},
	);
	while (posts().length === 0) await new Promise((resolve) => setImmediate(resolve));
	setTimeout(release, 300);

	await running;

	const names = posts().map(({ body }) => (body as { name: string }).name);
	expect(names.filter((name) => name === 'First')).toHaveLength(1);
});

const BY_AGENT = {
	operation: 'updateDealValue',
	referralId: byId('={{ $fromAI("id") }}'),
	dealValue: '={{ $fromAI("value") }}',
};

test('an agent that fills in the operation sends nothing', async () => {
	const call = partnerCenter.engine.asTool(partnerCenter.credential, {
		...BY_AGENT,
		operation: '={{ $fromAI("operation") }}',
	});

	await expect(
		call({ id: partnerCenter.referral(), value: 5, operation: 'changeStatus' }),
	).rejects.toThrow('does not have the selected "Resource" and "Operation"');
	expect(partnerCenter.simulator.requests).toEqual([]);
});

test('a call by an agent counts its own input, not the items of the agent', async () => {
	const id = partnerCenter.referral();
	const call = partnerCenter.engine.asTool(partnerCenter.credential, BY_AGENT, 3);

	const given = await call({ id, value: 77 });

	expect(given.map(({ json }) => [json.id, json.dealValue])).toEqual([[id, 77]]);
});

test('two calls in one run of an agent do not disturb each other, not even when one is refused', async () => {
	const id = partnerCenter.referral();
	const call = partnerCenter.engine.asTool(partnerCenter.credential, BY_AGENT);

	const [refused, done] = await Promise.allSettled([
		call({ id, value: 'wrong' }),
		call({ id, value: 5 }),
	]);

	expect(refused).toMatchObject({ status: 'rejected', reason: { name: 'NodeApiError' } });
	expect(done).toMatchObject({ status: 'fulfilled', value: [{ json: { id, dealValue: 5 } }] });
});
