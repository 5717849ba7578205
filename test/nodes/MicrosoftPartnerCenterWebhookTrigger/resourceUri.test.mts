import fc from 'fast-check';

import { referralIdIn } from '../../../nodes/MicrosoftPartnerCenterWebhookTrigger/resourceUri';
import { codePoint } from '../../codePoint.mts';
import { randomRuns } from '../../randomRuns.mts';

const ID = 'c5fbb3b6-be74-4795-9fb5-4324c73fed37';
const OTHER = '0f6b2f8e-6a3c-4d0e-9a51-0c8e1f5a7b21';
const API = 'https://api.partnercenter.microsoft.com/engagements/v1/referrals';

test.each([
	`${API}/${ID}`,
	`${API}/${ID}/`,
	`${API}//${ID}`,
	` ${API}/${ID} `,
	`${API}/${ID}?api-version=1.0`,
	`${API}/${ID}/?id=${OTHER}`,
	`${API}/${ID}#${OTHER}`,
	`${API}/${ID}?x=1#a?b`,
	`${API}/${ID}/something`,
	`${API}/${ID}/something/${OTHER}`,
	`${API}/${ID}/team/2`,
	`${API}('${ID}')`,
	`${API}("${ID}")`,
	`${API}(${ID})`,
	`${API}(guid'${ID}')`,
	`${API}(id='${ID}')/team`,
	`${API}('${ID}')?$select=id`,
	`${API}%28%27${ID}%27%29`,
	`${API}%2F${ID}`,
	`${API}/%7B${ID}%7D`,
	`${API}/%257B${ID}%257D`,
	`${API}/{${ID}}`,
	`${API}/"${ID}"`,
	`${API}/${ID.replaceAll('-', '%2D')}`,
	encodeURIComponent(`${API}/${ID}?x=y`),
	`/engagements/v1/referrals/${ID}`,
	`engagements/v1/referrals/${ID}`,
	`referrals/${ID}`,
	`../v1/referrals/${ID}/`,
	`//api.partnercenter.microsoft.com/engagements/v1/referrals/${ID}`,
	`api.partnercenter.microsoft.com/engagements/v1/referrals/${ID}`,
	ID,
	`${API}/v2/${ID}`,
	`https://partner.microsoft.com/en-us/dashboard/v2/referrals/coselldeals/${ID}`,
	`https://api.partner.microsoft.com/v1.0/accounts/${OTHER}/referrals/${ID}`,
	`https://api.partner.microsoft.com/v1.0/engagements('${OTHER}')/referrals('${ID}')`,
	`https://api.partner.microsoft.com/v1.0/relatedReferrals/${ID}`,
	`https://api.partner.microsoft.com/v1.0/things/${ID}`,
	`https://api.partner.microsoft.com/v1.0/things/${ID}/v2`,
	`${API}?id=${ID}`,
	`${API}/?referralId=${ID}`,
	`${API}?x=1&ReferralID=${ID}#top`,
	`${API}?referral_id=${ID}`,
	`${API}?id=%7B${ID}%7D`,
	`https://api.partner.microsoft.com/v1.0/accounts/${OTHER}/referrals?id=${ID}`,
	`https://api.partner.microsoft.com/v1.0/accounts/${OTHER}?referralId=${ID}`,
	`ftp://user:password@example.com:21/referrals/${ID}`,
])('the ID is found in %s', (resourceUri) => {
	expect(referralIdIn(resourceUri)).toBe(ID);
	expect(referralIdIn(resourceUri.toUpperCase())).toBe(ID.toUpperCase());
});

test.each([
	'',
	'/',
	API,
	`${API}/`,
	`${API}/undefined`,
	`${API}/{id}`,
	`${API}//team`,
	`${API}?id=`,
	`${API}#${ID}`,
	`https://api.partner.microsoft.com/v1.0/accounts/${OTHER}/referrals`,
	'http://localhost:16722/v1/webhooks/registration/test',
	`https://${ID}/`,
	`${API}/..%2F..`,
	`${API}/${'1'.repeat(200)}`,
	'%',
	'%E0%A4%A',
])('no ID is found in %j', (resourceUri) => {
	expect(referralIdIn(resourceUri)).toBeUndefined();
});

test('the ID is found, however its address is put together', () => {
	const of = <T,>(...values: T[]) => fc.constantFrom(...values);
	const address = fc.record({
		host: of('', '/', 'https://a.microsoft.com/', 'HTTP://localhost:80/', '//a.microsoft.com/'),
		path: of('', 'v1/', 'engagements/v1.0/', `tenants/${OTHER}/`, `tenants('${OTHER}')/`),
		name: of('referrals', 'Referrals', 'REFERRALS', 'referral'),
		key: of(
			(id: string) => `/${id}`,
			(id: string) => `('${id}')`,
			(id: string) => `(${id})`,
			(id: string) => `/%7B${id}%7d`,
			(id: string) => `/{${id}}`,
			(id: string) => `%2f${id}`,
		),
		rest: of('', '/', '/team', "/team('1')", '/notes/2/'),
		query: of('', '?', '?api-version=2', `?id=${OTHER}`, `?a=b&referralId=${OTHER}`),
		fragment: of('', '#', '#top', `#/referrals/${OTHER}`),
		id: fc.uuid(),
	});
	fc.assert(
		fc.property(
			address,
			({ host, path, name, key, rest, query, fragment, id }) =>
				referralIdIn(host + path + name + key(id) + rest + query + fragment) === id,
		),
		randomRuns({ short: 500, long: 100_000 }),
	);
});

test('whatever the address is, what is found can be part of a path', () => {
	fc.assert(
		fc.property(
			fc.string({ unit: codePoint }),
			fc.webUrl({ withQueryParameters: true }),
			(...texts) => texts.every((text) => /^(?:|[\w-]{1,128})$/.test(referralIdIn(text) ?? '')),
		),
		randomRuns({ short: 500, long: 100_000 }),
	);
});
