import type { INodeParameters } from 'n8n-workflow';

import {
	columns,
	NEW,
	partnerCenter,
	referral,
	startPartnerCenter,
	stored,
	writes,
} from './upsertRuns.mts';

afterEach(() => partnerCenter.simulator.stop());

/** Create or Update as an agent's tool, which fills in the key and two values. */
const tool = () =>
	partnerCenter.engine.asTool(partnerCenter.credential, {
		operation: 'upsert',
		columns: columns({
			...NEW,
			externalReferenceId: '={{ $fromAI("key") }}',
			notes: '={{ $fromAI("notes") }}',
			dealValue: '={{ $fromAI("value") }}',
			currency: 'USD',
		}),
	} as INodeParameters);

test('a call that is repeated changes nothing', async () => {
	await startPartnerCenter();
	const call = tool();

	const [first] = await call({ key: 'OPP-1', notes: 'x', value: 5 });
	const [second] = await call({ key: 'OPP-1', notes: 'x', value: 5 });

	expect([first.json.outcome, second.json.outcome]).toEqual(['created', 'unchanged']);
	expect(writes()).toEqual(['POST']);
});

test.each([undefined, 60_000])(
	'parallel calls with one key create one referral (delay of lists: %s)',
	async (delay) => {
		await startPartnerCenter({ delay });
		const call = tool();

		const outputs = await Promise.all(
			['a', 'b', 'c'].map((notes) => call({ key: 'OPP-1', notes, value: 5 })),
		);

		expect(outputs.map(([{ json }]) => json.outcome)).toEqual(['created', 'updated', 'updated']);
		expect(writes()).toEqual(['POST', 'PATCH', 'PATCH']);
	},
);

test('what the model leaves empty is left alone', async () => {
	await startPartnerCenter();
	const id = referral('OPP-1');

	const [{ json }] = await tool()({ key: 'OPP-1', notes: '', value: '' });

	expect(json.changedFields).toEqual(['/details/requirements/solutions/-']);
	expect(stored(id).details).toMatchObject({ notes: 'First call on Monday.', dealValue: 5000 });
});

test('a key that the model leaves empty is rejected', async () => {
	await startPartnerCenter();

	await expect(tool()({ key: '', notes: 'x', value: 5 })).rejects.toThrow(
		/"Fields > External Reference ID" is empty/,
	);
	expect(partnerCenter.simulator.requests).toEqual([]);
});
