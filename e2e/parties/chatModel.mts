import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

import { whenLeaving } from '../machine/leaving.mts';

/** What the model wants: tools to be called, all at once, or to say something. */
export interface Turn {
	calls?: { tool: string; args: Record<string, unknown> }[];
	say?: string;
}

/** What the tools called last have answered, in the order of the calls. */
type Script = (answers: string[]) => Turn;

interface Tool {
	type: string;
	name: string;
	parameters?: { properties?: Record<string, unknown> };
}

/** A request to OpenAI's interface for answers ("Create a model response"), as far as it is looked at here. */
interface Asked {
	tools?: Tool[];
	input: { type?: string; output?: string }[];
}

/** A chat model with OpenAI's interface that says what its script says, turn by turn. */
export class ChatModel {
	/** What it was asked, turn by turn. */
	readonly asked: Asked[] = [];

	private script: (Script | undefined)[] = [];

	private constructor(private readonly server: Server) {}

	static async start(): Promise<ChatModel> {
		const server = createServer((request, response) => {
			// n8n's own test of the credential asks for something else, too.
			if (request.method !== 'POST') {
				response.writeHead(404).end();
				return;
			}
			void text(request).then((body) => {
				const answer = JSON.stringify(model.answer(JSON.parse(body) as Asked));
				response.setHeader('content-type', 'application/json');
				response.end(answer);
			});
		});
		const model = new ChatModel(server);
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		whenLeaving(() => {
			model.stop();
		});
		return model;
	}

	/** What n8n's credential "OpenAI" takes. */
	get credential() {
		const { port } = this.server.address() as AddressInfo;
		return { apiKey: 'none', url: `http://127.0.0.1:${port}/v1` };
	}

	/** Forgets what it was asked, and has a new script. */
	says(...script: Script[]): void {
		this.asked.length = 0;
		this.script = script;
	}

	stop(): void {
		this.server.closeAllConnections();
		this.server.close();
	}

	private answer(asked: Asked): object {
		const turn = this.script[this.asked.length];
		this.asked.push(asked);
		return responseOf(turn ? turn(answersIn(asked)) : { say: 'Nobody has told me what to say.' });
	}
}

/** The tools' answers since the last message; each answer follows its call. */
function answersIn({ input }: Asked): string[] {
	const said = input.findLastIndex(({ type = 'message' }) => type === 'message');
	return input.slice(said + 1).flatMap(({ output }) => output ?? []);
}

function responseOf({ calls = [], say }: Turn): object {
	return {
		id: `resp_${crypto.randomUUID()}`,
		object: 'response',
		created_at: Math.floor(Date.now() / 1000),
		status: 'completed',
		model: 'scripted',
		output: [
			...calls.map(({ tool, args }) => ({
				type: 'function_call',
				id: `fc_${crypto.randomUUID()}`,
				call_id: `call_${crypto.randomUUID()}`,
				name: tool,
				arguments: JSON.stringify(args),
				status: 'completed',
			})),
			...(say === undefined ? [] : [messageOf(say)]),
		],
		usage: { input_tokens: 1, output_tokens: 1, total_tokens: 2 },
	};
}

function messageOf(said: string): object {
	return {
		type: 'message',
		id: `msg_${crypto.randomUUID()}`,
		role: 'assistant',
		status: 'completed',
		content: [{ type: 'output_text', text: said, annotations: [] }],
	};
}
