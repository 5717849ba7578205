import { selected } from '../../../../nodes/shared/referral/outputFormats';

describe('selected fields that lead into each other', () => {
	const referral = () => ({ id: 'r', eTag: '"1"', details: { dealValue: 5, currency: 'USD' } });

	test.each([
		[['details', 'details.dealValue'], { dealValue: 5, currency: 'USD' }],
		[['details.dealValue', 'details'], { dealValue: 5, currency: 'USD' }],
		[['details.dealValue', 'details.dealValue.amount'], { dealValue: 5 }],
		[['details', 'details.dealValue.amount'], { dealValue: 5, currency: 'USD' }],
		[['details', 'details.notes'], { dealValue: 5, currency: 'USD', notes: null }],
	])('%j lose no value', (paths, details) => {
		expect(selected(paths)(referral())).toEqual({ id: 'r', eTag: '"1"', details });
	});

	test('change nothing in the referral', () => {
		const given = { ...referral(), team: [{ email: 'a@contoso.com' }] };
		const before = structuredClone(given);

		selected(['details', 'details.notes.x', 'team', 'team.0.title', 'id.x'])(given);

		expect(given).toEqual(before);
	});
});
