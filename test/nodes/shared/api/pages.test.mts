import * as fc from 'fast-check';

import { nextQuery } from '../../../../nodes/shared/api/answer';
import { codePoint } from '../../../codePoint.mts';
import { PartnerCenter } from '../../../engine/partnerCenter.mts';
import { randomRuns } from '../../../randomRuns.mts';
import { defaultLink, ListServer } from './listServer.mts';

let server: ListServer;
let partnerCenter: PartnerCenter;

beforeAll(async () => {
	server = await ListServer.start();
	partnerCenter = await PartnerCenter.start({ referrals: [] });
	Object.assign(partnerCenter.credential.data, { apiUrl: server.url });
});
beforeEach(() => {
	Object.assign(server, { pages: [[]], link: defaultLink, rejection: undefined, urls: [] });
});
afterAll(async () => {
	await partnerCenter.simulator.stop();
	await server.stop();
});

async function getAll(parameters: object = {}) {
	const { items, error } = await partnerCenter.run({
		operation: 'getAll',
		returnAll: true,
		...parameters,
	});
	return { ids: items.map(({ json }) => json.id), error };
}

test('empty pages with new tokens don’t end a list', async () => {
	server.pages = [
		['first'],
		...Array.from({ length: 300 }, () => []),
		['second'],
		...Array.from({ length: 300 }, () => []),
		['third'],
	];

	const { ids, error } = await getAll();

	expect(error).toBeUndefined();
	expect(ids).toEqual(['first', 'second', 'third']);
});

test.each([
	['a+b', '%24skiptoken=a+b'],
	['a%2Bb%23c%20d', '%24skiptoken=a%2Bb%23c%20d'],
	['a#b', '%24skiptoken=a%23b'],
	['a#b?c=d#', '%24skiptoken=a%23b?c=d%23'],
	['a/b=c&$top=5', '%24skiptoken=a/b=c&$top=5'],
	['%zz%', '%24skiptoken=%zz%'],
	['RID:~x==#RT:1#TRC:5', '%24skiptoken=RID:~x==%23RT:1%23TRC:5'],
	['é \u{1F600}', '%24skiptoken=%C3%A9%20%F0%9F%98%80'],
])(
	'the token %j reaches the service unchanged, on the credential’s address',
	async (token, sent) => {
		server.pages = [['first'], ['second']];
		server.link = () => `http://elsewhere.example/x?%24skiptoken=${token}`;

		const { ids, error } = await getAll();

		expect(error).toBeUndefined();
		expect(ids).toEqual(['first', 'second']);
		expect(server.urls[1]).toBe(`/v1.0/engagements/referrals?${sent}`);
	},
);

/** What a service reads, which decodes escapes and leaves everything else. */
const decoded = (text: string) =>
	new URLSearchParams(`token=${text.replaceAll('&', '%26')}`).get('token');

test('whatever a link contains, its query can be sent and decodes to the same', () => {
	fc.assert(
		fc.property(fc.string({ unit: codePoint, minLength: 1 }), (token) => {
			const query = nextQuery({
				kind: 'answer',
				statusCode: 200,
				headers: {},
				body: { '@odata.nextLink': `//elsewhere.example/x?${token}` },
			})!;
			expect(query).toMatch(/^\?[!"$-~]+$/);
			expect(decoded(query.slice(1))).toBe(decoded(token.replaceAll('#', '%23')));
		}),
		randomRuns({ short: 200, long: 20_000 }),
	);
});

test.each([400, 422, 501])(
	'a list whose filter is rejected with %i is read without it and filtered here',
	async (status) => {
		server.pages = [['OPP-1'], ['OPP-2', 'OPP-1']];
		server.rejection = status;

		const { ids, error } = await getAll({ filters: { externalReferenceId: 'OPP-2' } });

		expect(error).toBeUndefined();
		expect(ids).toEqual(['OPP-2']);
		expect(server.urls).toHaveLength(3);
	},
);

test.each([403, 404])('a list that is refused with %i is not read another way', async (status) => {
	server.rejection = status;

	const { error } = await getAll({ filters: { externalReferenceId: 'OPP-2' } });

	expect(error).toBeDefined();
	expect(server.urls).toHaveLength(1);
});
