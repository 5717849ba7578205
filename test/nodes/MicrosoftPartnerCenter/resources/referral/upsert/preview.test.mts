import {
	NEW,
	partnerCenter,
	referral,
	startPartnerCenter,
	stored,
	upsert,
	writes,
} from './upsertRuns.mts';

beforeEach(() => startPartnerCenter());
afterEach(() => partnerCenter.simulator.stop());

describe('Preview', () => {
	const preview = async (item: object) =>
		(await upsert([{ externalReferenceId: 'OPP-1', ...item }], { options: { preview: true } }))
			.items[0].json;

	test('shows the POST', async () => {
		const json = await preview(NEW);

		expect(json).toMatchObject({ preview: true, method: 'POST', body: { name: NEW.name } });
		expect(json.url).toBe(`${partnerCenter.simulator.url}/v1.0/engagements/referrals`);
		expect(writes()).toEqual([]);
	});

	test('shows the PATCH with the differences', async () => {
		const id = referral('OPP-1');

		expect(await preview({ notes: 'x', dealValue: 5000 })).toMatchObject({
			preview: true,
			method: 'PATCH',
			url: `${partnerCenter.simulator.url}/v1.0/engagements/referrals/${id}`,
			headers: { 'If-Match': stored(id).eTag },
			body: [{ op: 'replace', path: '/details/notes', value: 'x' }],
		});
		expect(writes()).toEqual([]);
	});

	test('shows that nothing would be sent', async () => {
		const id = referral('OPP-1');

		expect(await preview({ dealValue: 5000 })).toEqual({
			preview: true,
			id,
			outcome: 'unchanged',
			changedFields: [],
		});
	});
});
