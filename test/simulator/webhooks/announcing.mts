import type { Answer } from '../http/answer.mts';
import type { RecordedRequest } from '../recorder.mts';
import type { Respond } from '../servedApi.mts';

/** The event of each method that writes a referral. */
const EVENTS: Partial<Record<string, string>> = {
	POST: 'referral-created',
	PATCH: 'referral-updated',
};

/** The same answers; each write that succeeds is announced. */
export function announcing(
	respond: Respond,
	announce: (event: string, referralId: string, request: RecordedRequest) => void,
): Respond {
	return (request, consent) => {
		const answer = respond(request, consent);
		const event = EVENTS[request.method];
		if (event && answer.status < 300) announce(event, request.referralId ?? idIn(answer), request);
		return answer;
	};
}

/** Of a referral that was created, only the answer says the ID. */
function idIn({ body }: Answer): string {
	return (JSON.parse(String(body)) as { id: string }).id;
}
