import { byId, PartnerCenter } from '../../../engine/partnerCenter.mts';
import { updatedByExpression } from './updates.mts';

let partnerCenter: PartnerCenter;

beforeAll(async () => {
	partnerCenter = await PartnerCenter.start();
});
beforeEach(() => {
	partnerCenter.simulator.reset();
});
afterAll(() => partnerCenter.simulator.stop());

test.each([
	['Closed: Won', 'Closed', 'Won'],
	['closed won', 'Closed', 'Won'],
	['LOST', 'Closed', 'Lost'],
	['closed / error', 'Closed', 'Error'],
	['Active: Accepted', 'Active', 'Accepted'],
])('the status %j is understood', async (given, status, substatus) => {
	const { sent } = await updatedByExpression(partnerCenter, 'substatus', given);

	expect(sent).toEqual({ '/status': status, '/substatus': substatus });
});

test.each([
	['40', '40'],
	[40, '40'],
	['100%', '100'],
	['60% (Proposed)', '60'],
	['QUALIFY', 'Qualify'],
	['Discovery', 'Discovery'],
	['', ''],
])('the sales stage %j is sent as %j', async (given, sent) => {
	const outcome = await updatedByExpression(partnerCenter, 'salesStage', given);

	expect(outcome).toEqual({ sent: { '/salesStage': sent } });
});

test('a new referral may have labels in its choices, and the name of a country', async () => {
	const item = {
		type: 'partner-led',
		size: '251 TO 1,000',
		qualification: 'Marketing qualified',
		country: ' the United Kingdom ',
	};

	const { error } = await partnerCenter.run(
		{
			operation: 'create',
			name: 'Deal',
			customerName: 'Contoso',
			country: '={{ $json.country }}',
			dealType: '={{ $json.type }}',
			consentToShare: true,
			solutions: { solution: [{ id: 'SOL-1' }] },
			additionalFields: {
				customerSize: '={{ $json.size }}',
				qualification: '={{ $json.qualification }}',
			},
		},
		{ items: [item] },
	);

	expect(error).toBeUndefined();
	expect(
		partnerCenter.simulator.requests.find(({ method }) => method === 'POST')?.body,
	).toMatchObject({
		type: 'Independent',
		consent: { consentToShareReferralWithMicrosoftSellers: true },
		qualification: 'MarketingQualified',
		customerProfile: { size: '251to1000employees', address: { country: 'GB' } },
	});
});

test('a list may be sorted and filtered by labels', async () => {
	const { error } = await partnerCenter.run(
		{
			operation: 'getAll',
			sort: '={{ $json.sort }}',
			output: '={{ "Simplified" }}',
			filters: { country: 'Germany', direction: 'incoming', qualification: 'sales qualified' },
		},
		{ items: [{ sort: 'Created, Oldest First' }] },
	);

	expect(error).toBeUndefined();
	expect(partnerCenter.simulator.requests[0].query).toMatchObject({
		$orderby: 'createdDateTime asc',
		$filter:
			"customerProfile/address/country eq 'DE' and direction eq 'Incoming' and qualification eq 'SalesQualified'",
	});
});

test('a registration may have labels in its choices', async () => {
	await partnerCenter.run(
		{
			resource: 'dealRegistration',
			operation: 'create',
			referralId: byId(partnerCenter.referral()),
			solutionDetails: '={{ $json.rows }}',
			contract: {
				term: '={{ "FINITE" }}',
				startDateTime: '2026-03-01',
				endDateTime: '2027-03-01',
			},
		},
		{
			items: [{ rows: [{ id: 'SOL-1', pricingModel: 'Pay as you go' }] }],
			settings: { timezone: 'Asia/Tokyo' },
		},
	);

	expect(partnerCenter.patchDocuments[0]).toMatchObject([
		{
			value: {
				solutionDetails: [{ id: 'SOL-1', pricingModel: 'PayAsYouGo' }],
				contract: { term: 'Finite', startDateTime: '2026-03-01T00:00:00.000Z' },
			},
		},
	]);
});
