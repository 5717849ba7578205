import { BODY, create, LEAST, partnerCenter, startPartnerCenter } from './createRuns.mts';

beforeEach(startPartnerCenter);
afterEach(() => partnerCenter.simulator.stop());

test.each([
	[{ country: 'USA' }, '"Country" must be a country\'s two-letter code'],
	[{ country: '={{ $json.missing }}' }, '"Country" is empty'],
	[{ name: '={{ "" }}' }, '"Name" is empty'],
	[{ customerName: '={{ $json.missing }}' }, '"Customer Name" is empty'],
	[{ inputMode: '={{ "json" }}' }, '"Input Mode" must be fields or json'],
	[{ inputMode: 'JSON' }, '"Input Mode" must be fields or json'],
	[{ dealType: '={{ "public" }}' }, '"Deal Type" must be one of Co-Sell, Partner-Led, Private'],
	[{ solutions: {} }, '"Solutions" is empty'],
	[
		{ solutions: { solution: [{ id: '', name: 'Kit' }] } },
		'"Solutions > Solution 1 > Solution ID" is empty',
	],
	[{ solutions: { solution: [{ id: '' }] } }, '"Solutions > Solution 1" is empty'],
	[
		{ team: { member: [{ email: 'jane' }] } },
		'"Team > Team Member 1 > Email" must be one email address',
	],
	[{ dealType: 'coSell', consentToShare: true }, '"Customer Contacts" is empty, but Microsoft'],
	...['coSell', 'partnerLed', 'Co-Sell'].map(
		(dealType) =>
			[
				{ dealType, customerContacts: { contact: [{ email: 'ravi@contoso.com' }] } },
				'"Consent to Share" must be on for a deal that Microsoft\'s sellers see',
			] as [object, string],
	),
	[{ consentToShare: '={{ "perhaps" }}' }, '"Consent to Share" must be true or false'],
	[{ consentToContact: '={{ $json.missing }}' }, '"Consent to Contact" is empty'],
	...['12345678', '1234567890', 'abc'].map(
		(duns) => [{ additionalFields: { duns } }, '"D-U-N-S Number" must be a'] as [object, string],
	),
	[{ additionalFields: { purchaseIntent: 'Maybe' } }, '"Purchase Intent" must be one of'],
	[{ additionalFields: { mpnId: '' } }, '"Partner ID" is empty'],
	[{ additionalFields: { dealValue: 5 } }, '"Currency" is empty, but a deal value needs'],
	[{ additionalFields: { dealValue: 'much', currency: 'USD' } }, '"Deal Value" must be a number'],
	[{ additionalFields: { currency: 'EURO' } }, '"Currency" must be a three-letter currency code'],
	[
		{ additionalFields: { dealValue: 5, currency: 'zzz' } },
		'"Currency" must be a three-letter currency code',
	],
	[
		{ additionalFields: { dealValue: '1234567890123456.5', currency: 'USD' } },
		'"Deal Value" must be a number of at most 15 digits',
	],
	[{ additionalFields: { city: '={{ $json.missing }}' } }, '"City" is empty'],
	[{ additionalFields: { inviteNotes: 'Help' } }, '"Invite Notes" must be left out'],
	[
		{ dealType: 'partnerLed', additionalFields: { assistanceRequestCode: 'GeneralOrOther' } },
		'"Assistance Request" must be left out',
	],
])('rejects %j and sends nothing', async (wrong, message) => {
	const { error } = await create({ ...LEAST, ...wrong });

	expect(partnerCenter.simulator.requests).toEqual([]);
	expect(error?.message).toContain(message);
	expect(error?.message).not.toMatch(/undefined|\[object/);
});

test.each([
	['{', '"Referral JSON" must be valid JSON'],
	['[]', '"Referral JSON" must be a JSON object'],
	['null', '"Referral JSON" must be a JSON object'],
	['={{ $json.missing }}', '"Referral JSON" is empty'],
	['{}', '"Referral JSON" is empty'],
	[{ ...BODY, type: 'Open' }, '"Referral JSON": type must be Independent or Shared'],
	[{ ...BODY, consent: null }, '"Referral JSON": consent must be an object'],
	[{ ...BODY, customerProfile: 'Contoso' }, '"Referral JSON": customerProfile must be an object'],
	[{ ...BODY, details: null }, '"Referral JSON": details must be an object'],
	[{ ...BODY, details: [] }, '"Referral JSON": details must be an object'],
])('rejects the JSON %j and sends nothing', async (given, message) => {
	const { error } = await create({
		inputMode: 'json',
		referralJson: typeof given === 'string' ? given : JSON.stringify(given),
	});

	expect(partnerCenter.simulator.requests).toEqual([]);
	expect(error?.message).toContain(message);
});

test.each([
	['no solutions', { details: {} }],
	['a customer without a country', { customerProfile: { name: 'Contoso' } }],
	['a deal value without a currency', { details: { dealValue: 5 } }],
	['a request for help without a contact', { inviteContext: { assistanceRequestCode: 'Unknown' } }],
])('in JSON, the service decides about %s', async (_name, members) => {
	await create({ inputMode: 'json', referralJson: JSON.stringify({ ...BODY, ...members }) });

	expect(partnerCenter.simulator.requests).toHaveLength(1);
});

test.each(['private', 'partnerLed', 'coSell'])(
	'the assistance request Unknown asks for no help with a %s deal',
	async (dealType) => {
		const { error } = await create({
			...LEAST,
			dealType,
			consentToShare: true,
			additionalFields: { assistanceRequestCode: 'unknown' },
		});

		expect(error).toBeUndefined();
	},
);
