import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { byId } from '../../engine/partnerCenter.mts';
import type { PartnerCenter } from '../../engine/partnerCenter.mts';
import { isLong } from '../../randomRuns.mts';
import type { ReferralFields } from '../../simulator/simulator.mts';

/** What became of a request that was filled in: the body that went out, or why none did. */
export type Outcome =
	| {
			body: unknown;
			/** Of the request that follows, if one does. */ second?: IDataObject;
			message?: undefined;
	  }
	| { body?: undefined; message: string };

/**
 * Fills in an operation, has it shown, and then sends it.
 *
 * @param referral what is there of the referral that it is for
 * @throws if what is shown is not what is sent, or if showing it writes anything
 */
export async function outcomeOf(
	partnerCenter: PartnerCenter,
	parameters: object,
	item: IDataObject = {},
	referral: Partial<ReferralFields> = {},
): Promise<Outcome> {
	const { simulator } = partnerCenter;
	const filledIn = { referralId: byId(partnerCenter.referral(referral)), ...parameters };
	const run = (options: INodeParameters) =>
		partnerCenter.run({ ...filledIn, options }, { items: [item] });

	simulator.reset();
	const { items, error: refusal } = await run({ preview: true });
	expect(writes(partnerCenter)).toEqual([]);

	const { error } = await run({ maxRetries: 0 });
	if (refusal) {
		expect(simulator.requests.filter(({ method }) => method !== 'GET')).toEqual([]);
		expect(error?.message).toBe(refusal.message);
		return { message: refusal.message };
	}
	const { body, then } = items[0].json;
	if (then === undefined) {
		expect(writes(partnerCenter)).toEqual([body]);
		return { body };
	}
	// Only the answer to the first request contains the ID of a new engagement.
	const [first, second] = writes(partnerCenter) as IDataObject[];
	const { engagementId } = second;
	expect([first, second]).toEqual([
		body,
		{ ...(then as { body: IDataObject }).body, engagementId },
	]);
	return { body, second };
}

const writes = ({ simulator }: PartnerCenter) =>
	simulator.requests.filter(({ method }) => method !== 'GET').map(({ body }) => body);

/** The display name of the parameter that a message is about: it begins with it, in quotes. */
export function namedIn(message: string): string | undefined {
	return /^"([^">]+?)(?: > [^"]+)?"/.exec(message)?.[1];
}

/** How often each outcome came: a property that reaches only one of them shows nothing. */
export class OutcomeCounts {
	sent = 0;

	refused = 0;

	count({ message }: Outcome): void {
		if (message === undefined) this.sent += 1;
		else this.refused += 1;
	}

	/** Expects that more than these shares were sent and refused. A short test has too few runs to expect a share of them. */
	expectBoth(shares: { sent: number; refused: number }): void {
		const runs = isLong ? this.sent + this.refused : 0;
		expect(this.sent).toBeGreaterThan(shares.sent * runs);
		expect(this.refused).toBeGreaterThan(shares.refused * runs);
	}
}
