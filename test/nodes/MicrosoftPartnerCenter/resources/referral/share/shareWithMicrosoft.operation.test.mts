import { byId } from '../../../../../engine/partnerCenter.mts';
import {
	isMicrosoftsPost,
	microsofts,
	own,
	partnerCenter,
	posts,
	requests,
	RETRY,
	share,
	startPartnerCenter,
} from './sharingRuns.mts';
import { shortenWaits } from '../../../../../shortWaits.mts';

shortenWaits();

beforeEach(() => startPartnerCenter());
afterEach(() => partnerCenter.simulator.stop());

const GUARANTEED = { assistanceRequestCode: 'QuotesOrLicensing', inviteNotes: 'A quote, please.' };

test('Microsoft’s referral joins the engagement, and contains the deal', async () => {
	const id = own({ details: { notes: 'From the fair.', dealValue: 5000, currency: 'USD' } });

	const { items, error } = await share({ referralId: byId(id), ...GUARANTEED });

	expect(error).toBeUndefined();
	expect(requests()).toEqual(['GET', 'GET', 'POST']);
	expect(posts()).toEqual([
		{
			engagementId: 'engagement-1',
			name: 'Contoso moves to Azure',
			type: 'Shared',
			qualification: 'SalesQualified',
			customerProfile: { name: 'Contoso', address: { country: 'US' }, team: [], ids: [] },
			consent: {
				consentToToShareInfoWithOthers: false,
				consentToContact: false,
				consentToShareReferralWithMicrosoftSellers: true,
			},
			details: expect.objectContaining({ notes: 'From the fair.', dealValue: 5000 }) as object,
			team: [{ email: 'john@contoso.com', firstName: 'John', lastName: 'Roe' }],
			target: [{ type: 'BusinessProfileLocation', id: 'msft' }],
			inviteContext: { assistanceRequestCode: 'QuotesOrLicensing', notes: 'A quote, please.' },
		},
	]);
	expect(JSON.stringify(posts())).not.toContain('null');
	const [{ json }] = items;
	expect(json).toMatchObject({ id, outcome: 'created', name: 'Contoso moves to Azure' });
	expect(json).not.toHaveProperty('changedFields');
	expect(partnerCenter.simulator.referral(json.microsoftReferralId as string).engagementId).toBe(
		'engagement-1',
	);
});

test('the notes may be empty', async () => {
	await share({ referralId: byId(own()) });

	expect(posts()).toMatchObject([{ inviteContext: { assistanceRequestCode: 'GeneralOrOther' } }]);
	expect(posts()[0].inviteContext).not.toHaveProperty('notes');
});

test.each([
	['supports the filter', 0],
	['rejects the filter', Infinity],
])('nothing is sent if the deal is shared already and the service %s', async (_name, times) => {
	partnerCenter.simulator.fault({
		when: ({ query }) => '$filter' in query,
		status: 501,
		times,
	});
	const [id, microsoftReferralId] = [own(), microsofts()];

	const { items } = await share({ referralId: byId(id) });

	expect(posts()).toEqual([]);
	expect(items[0].json).toMatchObject({ id, outcome: 'unchanged', microsoftReferralId });
});

test('Microsoft’s referral of another engagement does not matter', async () => {
	microsofts('engagement-2');

	const { items } = await share({ referralId: byId(own()) });

	expect(items[0].json.outcome).toBe('created');
});

test('Microsoft’s own referral is shared already', async () => {
	const id = microsofts();

	const { items } = await share({ referralId: byId(id) });

	expect(posts()).toEqual([]);
	expect(items[0].json).toMatchObject({ outcome: 'unchanged', microsoftReferralId: id });
});

test('two items of one engagement share it once', async () => {
	const ids = [own(), own(), own({ engagementId: 'ENGAGEMENT-1' })];

	const { items } = await share(
		{ referralId: byId('={{ $json.id }}') },
		{},
		[...ids, ids[0]].map((id) => ({ id })),
	);

	expect(posts()).toHaveLength(1);
	expect(items.map(({ json }) => json.outcome)).toEqual([
		'created',
		'unchanged',
		'unchanged',
		'unchanged',
	]);
	expect(new Set(items.map(({ json }) => json.microsoftReferralId)).size).toBe(1);
});

test('it is found again if its answer was lost', async () => {
	partnerCenter.simulator.fault({ when: isMicrosoftsPost, connection: 'applied-then-reset' });

	const { items, error } = await share({ referralId: byId(own()) });

	expect(error).toBeUndefined();
	expect(posts()).toHaveLength(1);
	expect(items[0].json.outcome).toBe('created');
});

test('if it can’t be found, it is not sent again, and the message says what to do', async () => {
	partnerCenter.simulator.fault({ when: isMicrosoftsPost, connection: 'reset' });

	const { error } = await share({ referralId: byId(own()) }, RETRY);

	expect(posts()).toHaveLength(1);
	expect(error?.message).toContain('It is unknown whether the deal was shared with Microsoft');
	expect(error?.description).toContain('sends nothing if that referral exists');
	expect(error?.description).not.toMatch(/Nothing was|may have been made/);
});

test('a second item of its engagement does not send it either', async () => {
	partnerCenter.simulator.fault({ when: isMicrosoftsPost, connection: 'reset' });
	const ids = [own(), own()];

	const { items } = await share(
		{ referralId: byId('={{ $json.id }}') },
		{ onError: 'continueRegularOutput' },
		ids.map((id) => ({ id })),
	);

	expect(posts()).toHaveLength(1);
	expect(items.map(({ json }) => json.error)).toEqual([
		expect.stringContaining('is unknown'),
		expect.stringContaining('is unknown'),
	]);
});

test('a rejection says that nothing was created', async () => {
	partnerCenter.simulator.fault({ when: isMicrosoftsPost, status: 400, message: 'No contact.' });

	const { error } = await share({ referralId: byId(own()) });

	expect(error?.message).toContain('No contact');
	expect(error?.description).toContain('Nothing was created.');
});

test('the preview looks whether it is shared, and sends nothing', async () => {
	const id = own();
	const preview = { referralId: byId(id), options: { preview: true } };

	const before = await share(preview);
	const microsoftReferralId = microsofts();
	const after = await share(preview);

	expect(posts()).toEqual([]);
	expect(before.items[0].json).toMatchObject({
		preview: true,
		method: 'POST',
		body: { engagementId: 'engagement-1' },
	});
	expect(after.items[0].json).toEqual({
		preview: true,
		id,
		outcome: 'unchanged',
		microsoftReferralId,
	});
});
