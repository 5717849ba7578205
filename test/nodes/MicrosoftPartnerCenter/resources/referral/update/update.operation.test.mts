import { methods, partnerCenter, startPartnerCenter, update } from './updateRuns.mts';

beforeAll(startPartnerCenter);
afterEach(() => {
	partnerCenter.simulator.reset();
});
afterAll(() => partnerCenter.simulator.stop());

test('all single values at once: one array, one request, no reading before it', async () => {
	const id = partnerCenter.referral();

	const { error } = await update(id, {
		campaignId: 'spring',
		closingDateTime: '2026-12-31T17:00:00+01:00',
		currency: 'eur',
		dealValue: '2500.50',
		externalReferenceId: 'OPP-7',
		notes: 'Called on Monday.',
		referralProgram: 'program',
		salesStage: '40',
		shareWithMicrosoft: true,
		statusReason: 'It fits.',
		substatus: 'accepted',
	});

	expect(error).toBeUndefined();
	expect(methods()).toEqual(['PATCH']);
	expect(partnerCenter.patchDocuments).toEqual([
		[
			{ op: 'replace', path: '/campaignId', value: 'spring' },
			{ op: 'replace', path: '/details/closingDateTime', value: '2026-12-31T16:00:00.000Z' },
			{ op: 'replace', path: '/details/currency', value: 'EUR' },
			{ op: 'replace', path: '/details/dealValue', value: '2500.50' },
			{ op: 'replace', path: '/externalReferenceId', value: 'OPP-7' },
			{ op: 'replace', path: '/status', value: 'Active' },
			{ op: 'replace', path: '/substatus', value: 'Accepted' },
			{ op: 'replace', path: '/details/notes', value: 'Called on Monday.' },
			{ op: 'replace', path: '/referralProgram', value: 'program' },
			{ op: 'replace', path: '/salesStage', value: '40' },
			{
				op: 'replace',
				path: '/consent/consentToShareReferralWithMicrosoftSellers',
				value: true,
			},
			{ op: 'replace', path: '/statusReason', value: 'It fits.' },
		],
	]);
	expect(partnerCenter.simulator.referral(id)).toMatchObject({
		status: 'Active',
		externalReferenceId: 'OPP-7',
		details: { dealValue: 2500.5 },
	});
});

test('a point in time that an expression gives for a text is written as ISO 8601 has it', async () => {
	await update(partnerCenter.referral(), {
		notes: '={{ DateTime.fromISO("2026-12-01T09:00:00Z", { setZone: true }) }}',
	});

	expect(partnerCenter.patchDocuments).toEqual([
		[{ op: 'replace', path: '/details/notes', value: '2026-12-01T09:00:00.000Z' }],
	]);
});

test.each([
	[{}, '"Update Fields" is empty'],
	['={{ { notes: "x" } }}', '"Update Fields" is empty'],
	[{ notes: '={{ $json.missing }}' }, '"Notes" is empty'],
	[{ notes: '={{ DateTime.fromISO("soon") }}' }, '"Notes" must be text, not "Invalid DateTime"'],
	[{ dealValue: '={{ $json.missing }}' }, '"Deal Value" is empty'],
	[{ dealValue: null }, '"Deal Value" is empty'],
	[{ substatus: '={{ "Success" }}' }, '"New Status" must be one of'],
	[{ shareWithMicrosoft: '={{ "perhaps" }}' }, '"Share With Microsoft" must be true or false'],
	[{ closingDateTime: 'soon' }, '"Closing Date" must be a date'],
	[{ currency: 'dollars' }, '"Currency" must be a three-letter currency code'],
	[{ addTeamMembers: '={{ $json.missing }}' }, '"Add Team Members" is empty'],
	[{ addTeamMembers: '={{ 5 }}' }, '"Add Team Members" must be a list of rows'],
	[{ addTeamMembers: [] }, '"Add Team Members" is empty'],
	[{ addTeamMembers: [{}] }, '"Add Team Members > Team Member 1" is empty'],
	[
		{ addTeamMembers: [{ email: 'a@b.co' }, { email: '', firstName: null }] },
		'"Add Team Members > Team Member 2" is empty',
	],
	[
		{ addTeamMembers: ['a@b.co'] },
		'"Add Team Members > Team Member 1" must be a row with named fields',
	],
	[
		{ addTeamMembers: [{ firstName: 'Jane' }] },
		'"Add Team Members > Team Member 1 > Email" is empty',
	],
	[
		{ addTeamMembers: [{ email: 'a@b.co', firstName: '={{ $json }}' }] },
		'"Add Team Members > Team Member 1 > First Name" must be text',
	],
	[
		{ addTeamMembers: [{ emailAddress: 'a@b.co' }] },
		'"Add Team Members > Team Member 1" has an unknown field, "emailAddress". The fields of a row are email,',
	],
	[{ addTeamMembers: '[{"email":' }, '"Add Team Members" must be valid JSON'],
	[{ replaceTeam: '={{ [] }}' }, '"Replace Team" is empty'],
	[{ addSolutions: [{ name: 'Kit' }] }, '"Add Solutions > Solution 1 > Solution ID" is empty'],
	[{ addSolutions: [{ id: 'S', price: 'much' }] }, '"Add Solutions > Solution 1 > Price" must be'],
	[
		{ addTeamMembers: [{ email: 'a@b.co' }], replaceTeam: [{ email: 'a@b.co' }] },
		'"Update Fields" must not both add rows to the list "Team" and replace it',
	],
])('refuses %j and sends nothing', async (updateFields, message) => {
	const id = partnerCenter.referral();

	const { error } = await update(id, updateFields as never);

	expect(partnerCenter.simulator.requests).toEqual([]);
	expect(error?.message).toContain(message);
	expect(error?.message).not.toMatch(/undefined|\[object/);
});
