import type { Crm } from '../../crm/crmServer.mts';
import { ACTIVE, NEW, tenChangesOnEachSide } from '../../crm/tenChanges.mts';
import { n8nNodes } from './n8nNodes.mts';
import { SyncedCrm } from './syncedCrm.mts';

/** The example workflow for a CRM. */
export interface Example {
	file: string;
	crm: () => Crm;
	requests: {
		/** To write a referral's status to its deal, after the deal was read. */
		toWrite: number;
		/** To write the status and close the deal. */
		toClose: number;
		/** Until n8n's node gives up reading a CRM that is down. */
		perFailedRead: number;
	};
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

// n8n's own nodes are large, and each test runs many workflows; machines are shared.
jest.setTimeout(180_000);

/** What each example for a CRM does. Skipped as long as no n8n is installed, see n8nNodes. */
export function testSync(label: string, { file, crm, requests }: Example): void {
	(n8nNodes ? describe : describe.skip)(file, () => {
		let sync: SyncedCrm;

		beforeEach(async () => {
			sync = await SyncedCrm.start(file, crm());
		});
		afterEach(async () => {
			const { refused } = sync.proxy;
			await sync.stop();
			expect(refused).toEqual([]);
		});

		/** Deals that both sides have. @returns their IDs */
		async function synced(count: number): Promise<string[]> {
			const ids = Array.from({ length: count }, () => sync.deals.add());
			await sync.settle();
			return ids;
		}

		function expectAgreement(): void {
			const sides = sync.deals.all.map(({ id }) => sync.bothSides(id));
			expect(sides.map(([, referral]) => referral)).toEqual(sides.map(([deal]) => deal));
		}

		test('a new deal becomes a referral, and the deal shows the referral’s status', async () => {
			const deal = sync.deals.add({ notes: 'First call on Monday.' });

			expect(await sync.readCrm()).toEqual({ crm: 1, partnerCenter: 2 });
			expect(await sync.readPartnerCenter()).toEqual({
				crm: 1 + requests.toWrite,
				partnerCenter: 1,
			});
			expect(await sync.readCrm()).toEqual({ crm: 1, partnerCenter: 1 });

			expect(sync.referralOf(deal)).toMatchObject({
				name: 'Contoso moves to Azure',
				type: 'Independent',
				customerProfile: { name: 'Contoso', address: { country: 'US' } },
			});
			expect(sync.deals.get(deal).partnerCenterStatus).toBe('Active: Accepted');
			expectAgreement();
			expect(sync.mails).toEqual([]);
		});

		test('a change in the CRM takes one change in Partner Center, and its echo changes nothing', async () => {
			const [deal] = await synced(1);
			sync.deals.change(deal, { amount: 7500 });

			expect(await sync.readCrm()).toEqual({ crm: 1, partnerCenter: 2 });
			const { writes } = sync;
			expect(await sync.readPartnerCenter()).toEqual({ crm: 1, partnerCenter: 2 });
			expect(await sync.readCrm()).toEqual({ crm: 1, partnerCenter: 1 });

			expect(sync.writes).toBe(writes);
			expect(sync.referralOf(deal).details.dealValue).toBe(7500);
		});

		test('a change in Partner Center changes the deal, and its echo changes nothing', async () => {
			const [deal] = await synced(1);
			sync.touch(deal, 'Closed', 'Won');

			expect(await sync.readPartnerCenter()).toEqual({
				crm: 1 + requests.toClose,
				partnerCenter: 1,
			});
			const { writes } = sync;
			expect(await sync.readCrm()).toEqual({ crm: 1, partnerCenter: 1 });
			expect(await sync.readPartnerCenter()).toEqual({ crm: 0, partnerCenter: 1 });

			expect(sync.writes).toBe(writes);
			expect(sync.deals.get(deal)).toMatchObject({
				state: 'won',
				partnerCenterStatus: 'Closed: Won',
			});
		});

		test('after ten changes on each side, both agree', async () => {
			const ids = await synced(ACTIVE);
			const leads = Array.from({ length: NEW }, () => sync.lead());
			tenChangesOnEachSide(sync.deals, ids, leads, (...touch) => {
				sync.touch(...touch);
			});

			await sync.settle();

			expectAgreement();
			const states = sync.deals.all.map(({ state }) => state);
			expect(states.filter((state) => state === 'won')).toHaveLength(5);
			expect(states.filter((state) => state === 'lost')).toHaveLength(7);
			expect(sync.deals.get(leads[0]).partnerCenterStatus).toBe('Active: Accepted');
			expect(sync.mails).toEqual([]);
		});

		test('a value that both sides change is the CRM’s in the end, and other changes survive', async () => {
			const [deal] = await synced(1);
			sync.deals.change(deal, { amount: 111 });
			sync.touch(deal, 'Active', 'Accepted', (referral) => {
				referral.details.dealValue = 222;
				referral.details.customerRequestedContact = true;
			});

			await sync.settle();

			expect(sync.referralOf(deal).details).toMatchObject({
				dealValue: 111,
				customerRequestedContact: true,
			});
			expectAgreement();
		});

		test('a value that only Partner Center changes is set back to the CRM’s', async () => {
			const [deal] = await synced(1);
			sync.deals.age(deal, 2 * DAY);
			sync.touch(deal, 'Active', 'Accepted', (referral) => {
				referral.details.dealValue = 222;
			});

			await sync.settle();

			expect(sync.referralOf(deal).details.dealValue).toBe(5000);
		});

		test('a deal that is lost in the CRM and won in Partner Center is won, and operations knows', async () => {
			const [deal] = await synced(1);
			sync.deals.change(deal, { state: 'lost' });
			sync.touch(deal, 'Closed', 'Won');

			await sync.settle();

			expect(sync.deals.get(deal).state).toBe('won');
			expectAgreement();
			expect(sync.mails).toHaveLength(1);
			expect(sync.mails[0].text).toMatch(/^- Contoso moves to Azure \(.*closed.*Set the/s);
		});

		test('a CRM that is down for a while misses nothing, and operations gets one email a day', async () => {
			const ids = await synced(6);
			for (const id of ids.slice(0, 3)) sync.deals.change(id, { amount: 42 });
			for (const id of ids.slice(3)) sync.touch(id, 'Closed', 'Won');
			sync.server.unavailableFor = 100;
			await sync.readCrm();
			await sync.readCrm();
			sync.server.unavailableFor = 20;
			await sync.readPartnerCenter();

			await sync.settle();

			expectAgreement();
			expect(sync.deals.all.filter(({ state }) => state === 'won')).toHaveLength(3);
			expect(sync.mails.map(({ subject }) => subject)).toEqual([
				`${label} and Partner Center: 1 not in sync`,
				`${label} and Partner Center: 3 not in sync`,
			]);
			expect(sync.mails[1].text).toContain(
				`If ${label} or Partner Center was unavailable: nothing.`,
			);
		});

		test('a CRM that stays down is asked for a day, and then no more', async () => {
			const [deal] = await synced(1);
			sync.touch(deal, 'Closed', 'Won');
			sync.server.unavailableFor = Infinity;
			// A day has 144 times ten minutes.
			expect(sync.limitTries(3)).toBe(144);

			await sync.readPartnerCenter();

			const failed = sync.server.requests.filter(({ status }) => status === 503);
			expect(failed).toHaveLength(4 * requests.perFailedRead);
			expect(sync.mails).toHaveLength(1);
		});

		test('a deal that fails is reported once, by name, and the others go on', async () => {
			const failing = sync.deals.add({ name: 'Fabrikam’s network', country: 'Atlantis' });
			const deal = sync.deals.add();

			await sync.settle();
			await sync.settle();

			expect(sync.referralOf(deal).name).toBe('Contoso moves to Azure');
			expect(sync.mails).toHaveLength(1);
			const { toEmail, text } = sync.mails[0] as { toEmail: string; text: string };
			expect(toEmail).toBe('operations@contoso.com');
			expect(text).toContain(
				`- Fabrikam’s network (${failing}): "Fields > Country (When Created)" must be`,
			);
			expect(text).toContain(`correct it in ${label} and save the`);

			sync.deals.change(failing, { country: 'Iceland' });
			await sync.settle();
			expectAgreement();
			expect(sync.mails).toHaveLength(1);
		});

		test('deals without a solution and referrals without a deal are left alone', async () => {
			sync.deals.add({ solution: null });
			sync.partnerCenter.referral({ externalReferenceId: 'another system’s key' });
			sync.partnerCenter.referral();

			expect(await sync.readCrm()).toEqual({ crm: 1, partnerCenter: 0 });
			expect(await sync.readPartnerCenter()).toEqual({ crm: 0, partnerCenter: 1 });
		});
	});
}
