import type { RecordedRequest, ReferralFields } from '../../../../simulator/simulator.mts';
import type { PlayedItem, PlayedStep } from './play.mts';
import type { Service } from './service.mts';

/** What a request is for. */
export interface Target {
	/** The referral whose fates it meets. */
	referral: number;
	/** The number of the item; undefined if that can't be told. */
	item?: number;
}

const ID = /^abcdef(\d)a-bcde-4fab-8cde-fabcdefabcde$/;

/** The ID of a referral that is there from the beginning. */
export const idOf = (index: number) => `abcdef${index}a-bcde-4fab-8cde-fabcdefabcde`;

/** The key of a referral in the CRM. */
export const keyOf = (index: number) => `KEY-${index}`;

/** The case of letters, which the service ignores, tells the items of one referral apart. */
export function withNumber(id: string, number: number): string {
	return id.replace(/[a-f]/g, (letter, position: number) =>
		((number >> position) & 1) === 1 ? letter.toUpperCase() : letter,
	);
}

/** Notes that tell the items with one key apart, whose requests name the referral as the service does. */
export const markedNotes = (notes: string, number: number) => `${notes}#${number}#`;

export function targetOf(
	request: RecordedRequest,
	{ step, items, calling }: PlayedStep,
	service: Service,
): Target {
	const { method, path, referralId = '' } = request;
	if (step.operation !== 'upsert') {
		const item = calling ?? items.find(({ number }) => number === numberIn(request));
		const id = ID.exec(referralId)?.[1];
		return { referral: item?.referral ?? Number(id ?? 0), item: item?.number };
	}
	if (method === 'POST') {
		const item = calling ?? items.find(({ number }) => number === numberIn(request))!;
		return { referral: item.referral, item: item.number };
	}
	const key = /\/referrals\/./.test(path) ? service.keyOf(referralId) : undefined;
	const candidates = items.filter((one) => keyOf(one.referral) === key);
	if (candidates.length === 0) return { referral: 0 };
	return {
		referral: candidates[0].referral,
		item: calling?.number ?? itemAmong(candidates, request, service),
	};
}

/** Items with one key are sent one after the other: a change without a mark belongs to the change before. */
function itemAmong(items: PlayedItem[], request: RecordedRequest, service: Service) {
	if (items.length === 1) return items[0].number;
	if (request.method !== 'PATCH') return undefined;
	const mark = /#(\d+)#/.exec(request.rawBody)?.[1];
	if (mark !== undefined) return Number(mark);
	const isTheirs = ({ item }: { item?: number }) => items.some(({ number }) => number === item);
	return service.requests.filter(isTheirs).at(-1)?.item;
}

/** The number of the item in the ID or, of a new referral, in the name. */
function numberIn({ path, body }: RecordedRequest): number | undefined {
	const letters = /\/referrals\/(.{6})/.exec(path)?.[1].split('');
	if (letters !== undefined) {
		return letters.reduce((sum, one, position) => sum + (/[A-F]/.test(one) ? 2 ** position : 0), 0);
	}
	const { name } = (body ?? {}) as { name?: string };
	return name === undefined ? undefined : Number(name.replace('Deal ', ''));
}

export function initialReferral(index: number, isNew: boolean): ReferralFields {
	return {
		id: idOf(index),
		externalReferenceId: keyOf(index),
		name: 'Contoso moves to Azure',
		...(isNew
			? { status: 'New', substatus: 'Pending' }
			: { status: 'Active', substatus: 'Accepted' }),
		type: 'Shared',
		direction: 'Incoming',
		customerProfile: { name: 'Contoso', address: { country: 'US' } },
		details: { notes: 'First call.', dealValue: 5, currency: 'USD' },
		team: [{ email: 'john@contoso.com', firstName: 'John', lastName: 'Roe' }],
		registrations: [{ id: 'REG-1', contract: { value: 5 }, solutionDetails: [{ id: 'SOL-A' }] }],
	} as unknown as ReferralFields;
}
