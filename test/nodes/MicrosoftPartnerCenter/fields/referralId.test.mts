import { byId, byUrl, PartnerCenter } from '../../../engine/partnerCenter.mts';

let partnerCenter: PartnerCenter;

beforeAll(async () => {
	partnerCenter = await PartnerCenter.start();
});
afterEach(() => {
	partnerCenter.simulator.reset();
});
afterAll(() => partnerCenter.simulator.stop());

const ID = 'c5fbb3b6-be74-4795-9fb5-4324c73fed37';

const run = (referralId: object | string, item: object = {}) =>
	partnerCenter.run(
		{ operation: 'updateDealValue', referralId: referralId as never, dealValue: 1 },
		{ items: [item as never] },
	);

test.each([
	['a bare id', byId(ID)],
	['a bare id in the mode for links', byUrl(ID)],
	['a link in the mode for ids', byId(`https://partner.microsoft.com/dashboard/referrals/${ID}`)],
	[
		'the page in Partner Center',
		byUrl(`https://partner.microsoft.com/en-us/dashboard/v2/referrals/coselldeals/${ID}`),
	],
	['links.self.uri', byUrl(`https://api.partner.microsoft.com/v1.0/engagements/referrals/${ID}`)],
	[
		'a ResourceUri',
		byUrl(`https://api.partnercenter.microsoft.com/engagements/v1/referrals/${ID}`),
	],
	['a link with slashes at its end', byUrl(`https://example.com/referrals/${ID}//`)],
	['a link with a query', byUrl(`https://example.com/referrals/${ID}?tab=a/b&next=c@d#e`)],
	['a link with a fragment', byUrl(`https://example.com/referrals/${ID}/#/team?x`)],
	['a link to a part of the page', byUrl(`https://example.com/referrals/${ID}/overview`)],
	['a link with a key of OData', byUrl(`https://example.com/v1.0/referrals('${ID}')?$select=id`)],
	['a key of OData without quotes', byUrl(`https://example.com/v1.0/referrals(${ID})/`)],
	['a named key of OData', byUrl(`https://example.com/v1.0/Referrals(id='${ID}')/team`)],
	['an encoded key of OData', byUrl(`https://example.com/referrals%28%27${ID}%27%29`)],
	['a link with an encoded slash', byUrl(`https://example.com/referrals%2F${ID}`)],
	['an encoded link', byUrl(encodeURIComponent(`https://example.com/referrals/${ID}?x=1`))],
	['a link without a host', byUrl(`/v1.0/engagements/referrals/${ID}`)],
	['a link without a scheme', byUrl(`partner.microsoft.com/dashboard/referrals/v2/${ID}`)],
	['a key of OData alone', byId(`referrals('${ID}')`)],
	['an id with white space around it', byId(` \u00a0${ID}\u200b\r\n`)],
	['a link with white space around it', byUrl(`\ufeff https://example.com/referrals/${ID} `)],
	['an entry of a list', { __rl: true, mode: 'list', value: ID, cachedResultName: 'Fabrikam' }],
	['an expression for the value', byId('={{ $json.id }}')],
	['an expression for the whole parameter', '={{ $json.id }}'],
])('takes the id from %s', async (_name, locator) => {
	const { error } = await run(locator, { id: ID });

	expect(error).toBeUndefined();
	expect(partnerCenter.simulator.patches.map(({ path }) => path)).toEqual([
		`/v1.0/engagements/referrals/${ID}`,
	]);
});

test('never sends anything to the host of a link', async () => {
	const { error } = await run(byUrl(`https://evil.example/referrals/${ID}`));

	expect(error).toBeUndefined();
	expect(partnerCenter.simulator.patches).toHaveLength(1);
});

test.each([
	'',
	' ',
	'..',
	'.',
	'../referrals',
	`..%2F${ID}`,
	'/',
	`/${ID}`,
	`${ID}/`,
	`${ID}/team`,
	`${ID}?$select=id`,
	`${ID}#team`,
	`${ID}\r\nX-Injected: 1`,
	`${ID}\u0000`,
	`${ID}\\`,
	`${ID},${ID}`,
	'undefined',
	'null',
	'NaN',
	'[object Object]',
	'référence',
	'https://partner.microsoft.com/dashboard/referrals',
	`https://partner.microsoft.com/dashboard?id=${ID}`,
	`https://partner.microsoft.com/referrals('${ID}%')`,
	`${ID.slice(0, 8)}\u200b${ID.slice(8)}`,
	'https://partner.microsoft.com',
	`https://partner.microsoft.com/referrals/..`,
	`ftp://partner.microsoft.com/${ID}`,
	`javascript:${ID}`,
	'https://crm2',
	`https://user:password@partner.microsoft.com/${ID}`,
	'a'.repeat(200),
	undefined,
	null,
	5,
	{},
	[ID],
])('refuses %j in either mode, and sends nothing', async (value) => {
	for (const locator of [byId('={{ $json.value }}'), byUrl('={{ $json.value }}')]) {
		const { error } = await run(locator, { value });

		expect(error?.message).toMatch(
			/^"Referral" (?:must be the ID of a referral|is empty).*\[item 0\]$/s,
		);
		expect(error?.message).not.toContain('undefined');
	}
	expect(partnerCenter.simulator.requests).toEqual([]);
});

test.each([
	'={{ ["r-1"] }}',
	'={{ ({ a: 1 }) }}',
	'={{ 5 }}',
	'={{ null }}',
	'={{ $json.missing }}',
])('refuses an expression for the whole parameter that gives no id: %s', async (locator) => {
	const { error } = await run(locator);

	expect(error?.message).toMatch(/^"Referral" (?:must be|is empty).*\[item 0\]$/);
	expect(partnerCenter.simulator.requests).toEqual([]);
});
