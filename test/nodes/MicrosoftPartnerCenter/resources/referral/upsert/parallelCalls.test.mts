import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';

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

/** An agent makes these calls at once; each looks up the referral before the first one changes it. */
async function callAtOnce(
	calls: IDataObject[],
	options: INodeParameters,
): Promise<Array<PromiseSettledResult<INodeExecutionData[]>>> {
	const call = partnerCenter.engine.asTool(partnerCenter.credential, {
		operation: 'upsert',
		columns: columns({
			externalReferenceId: 'OPP-1',
			solutions: NEW.solutions,
			notes: '={{ $fromAI("notes") }}',
			substatus: '={{ $fromAI("substatus") }}',
		}),
		options,
	} as INodeParameters);
	return await Promise.allSettled(calls.map(call));
}

const outcomesOf = (results: Array<PromiseSettledResult<INodeExecutionData[]>>) =>
	results.map((one) =>
		one.status === 'fulfilled' ? one.value[0].json.outcome : (one.reason as Error).message,
	);

describe('parallel calls with the key of an existing referral', () => {
	test.each([0, 5])(
		'compare with what the earlier ones have written, and blame no one for it (%i retries)',
		async (maxRetries) => {
			await startPartnerCenter();
			const id = referral('OPP-1');

			const calls = [{ notes: 'a' }, { notes: 'b' }, { notes: 'b', substatus: 'Accepted' }];
			const results = await callAtOnce(calls, { maxRetries });

			expect(outcomesOf(results)).toEqual(['updated', 'updated', 'unchanged']);
			expect(stored(id).details.notes).toBe('b');
			expect(writes()).toEqual(['PATCH', 'PATCH']);
		},
	);

	test('write again what was there when they were looked up', async () => {
		await startPartnerCenter();
		const id = referral('OPP-1', {
			details: { notes: 'as before', requirements: { solutions: NEW.solutions } },
		} as never);

		const results = await callAtOnce([{ notes: 'other' }, { notes: 'as before' }], {});

		expect(outcomesOf(results)).toEqual(['updated', 'updated']);
		expect(stored(id).details.notes).toBe('as before');
	});

	test('leave a referral alone that an earlier one has closed', async () => {
		await startPartnerCenter();
		referral('OPP-1');

		const results = await callAtOnce([{ notes: 'a', substatus: 'Lost' }, { notes: 'b' }], {});

		expect(outcomesOf(results)).toEqual(['updated', expect.stringContaining('is closed')]);
		expect(writes()).toEqual(['PATCH']);
	});

	test('name another user who has changed it in between', async () => {
		await startPartnerCenter();
		const id = referral('OPP-1');
		let isTouched = false;
		partnerCenter.simulator.fault({
			when: ({ method }) => {
				if (method !== 'PATCH' || isTouched) return false;
				isTouched = true;
				partnerCenter.simulator.touch(id, ({ details }) => {
					details.notes = 'theirs';
				});
				return false;
			},
			status: 500,
		});

		const results = await callAtOnce([{ notes: 'a' }], { maxRetries: 0 });

		expect(outcomesOf(results)).toEqual([expect.stringContaining('Another user')]);
	});
});
