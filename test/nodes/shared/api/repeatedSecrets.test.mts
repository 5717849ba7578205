import * as fc from 'fast-check';

import { bodyWithoutSecrets } from '../../../../nodes/shared/api/redact';
import { byId, PartnerCenter } from '../../../engine/partnerCenter.mts';
import { simulatorClientSecret } from '../../../simulator/simulator.mts';
import { randomRuns } from '../../../randomRuns.mts';

let partnerCenter: PartnerCenter;

beforeAll(async () => {
	partnerCenter = await PartnerCenter.start();
});
afterEach(() => {
	partnerCenter.simulator.reset();
});
afterAll(() => partnerCenter.simulator.stop());

test.each([['get'], ['updateDealValue']])(
	'%s outputs no token and no secret that the service repeats in a referral',
	async (operation) => {
		const id = partnerCenter.referral();
		const { access_token: token } = partnerCenter.credential.data.oauthTokenData as never;
		const received = { authorization: [`Bearer ${String(token)}`], [String(token)]: 1 };
		const body = { id, eTag: '"1"', name: `Deal ${simulatorClientSecret}`, received };
		partnerCenter.simulator.fault({ status: 200, body });

		const { items, run } = await partnerCenter.run({
			operation,
			referralId: byId(id),
			dealValue: 1,
			output: 'raw',
		});

		expect(items.map(({ json }) => json)).toEqual([
			{
				id,
				eTag: '"1"',
				name: 'Deal [removed]',
				received: { authorization: ['Bearer [removed]'], '[removed]': 1 },
			},
		]);
		expect(JSON.stringify(run.data.resultData)).not.toContain(token);
	},
);

test('a body that repeats no secret stays the same', () => {
	fc.assert(
		fc.property(fc.jsonValue(), (body) => {
			expect(bodyWithoutSecrets(body, ['a secret that is not in it'])).toBe(body);
		}),
		randomRuns({ short: 100, long: 5_000 }),
	);
	expect(bodyWithoutSecrets(undefined, ['secret'])).toBeUndefined();
});

test('a secret is removed wherever it is in a body, also if JSON escapes it', () => {
	fc.assert(
		fc.property(fc.string({ minLength: 6 }), fc.jsonValue(), (secret, value) => {
			const body = { [`x ${secret}`]: [`y ${secret} z`, { n: 1, b: true, value: null }], value };

			const clean = JSON.stringify(bodyWithoutSecrets(body, [secret]));

			expect(clean).toContain('[removed]');
			expect(clean).not.toContain(`y ${JSON.stringify(secret).slice(1, -1)} z`);
		}),
		randomRuns({ short: 200, long: 5_000 }),
	);
});
