import { Session } from 'node:inspector/promises';
import type { Profiler } from 'node:inspector';

import { floor, items, thisNode } from './contenders.mts';
import type { Contender } from './contenders.mts';
import { copyPackages } from './packages.mts';
import { withService } from './processes.mts';

/**
 * Says where the time of 1,000 items goes, per item: `tsx bench/profile.mts`.
 *
 * A sample belongs to the first of these parts that stands anywhere in its stack.
 */
const PARTS: Array<[part: string, functions: RegExp, file: RegExp]> = [
	['decrypting the credential', /^/, /credentials\.mts$/],
	['evaluating expressions', /^resolveSimpleParameterValue$/, /workflow-expression\.js$/],
	['HTTP client: axios', /^/, /\/axios\/|\/follow-redirects\//],
	['HTTP client: Node', /^/, /^node:(?:_http|net|http|internal\/stream|internal\/url)/],
	["HTTP client: n8n's part", /^/, /backend-network|request-helpers|client-oauth2/],
	['reading parameters by name', /^_?getNodeParameter$/, /node-execution-context\.js$/],
	['deciding what is shown', /^displayParameter$/, /node-helpers\.js$/],
	['merging the options of parameters', /^mergeOptions$/, /routing-node\.js$/],
	["creating items' contexts", /Context$/, /node-execution-context/],
	["the node's own code", /^/, /(?:MicrosoftPartnerCenter|Floor)\.node\.js$/],
	['the rest of routing', /^/, /routing-node\.js$/],
	["the rest of n8n's engine", /^/, /n8n-(?:core|workflow)/],
];

const ITEMS = 1_000;
const RUNS = 4;

/** Microseconds per item. */
type Times = Map<string, number>;

const packages = await copyPackages(process.argv[2]);
try {
	await withService(0, async (url) => {
		const contenders = [
			await thisNode(packages.thisNode, url, 100),
			await floor(packages.floor, url),
		];
		for (const contender of contenders) print(contender.name, await profileOf(contender));
	});
} finally {
	packages.remove();
}

async function profileOf(contender: Contender): Promise<Profiler.Profile> {
	const input = items(ITEMS);
	for (let run = 0; run < 2; run += 1) await contender.patch(input);
	const session = new Session();
	session.connect();
	await session.post('Profiler.enable');
	await session.post('Profiler.setSamplingInterval', { interval: 200 });
	await session.post('Profiler.start');
	for (let run = 0; run < RUNS; run += 1) await contender.patch(input);
	const { profile } = await session.post('Profiler.stop');
	session.disconnect();
	return profile;
}

function print(name: string, profile: Profiler.Profile): void {
	const [byPart, byFile] = [new Map(), new Map()] as [Times, Times];
	const nodes = new Map(profile.nodes.map((node) => [node.id, node]));
	const parents = new Map(
		profile.nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id])),
	);
	profile.samples!.forEach((sample, index) => {
		const time = profile.timeDeltas![index] / ITEMS / RUNS;
		const stack: Profiler.ProfileNode[] = [];
		for (let id: number | undefined = sample; id !== undefined; id = parents.get(id)) {
			stack.push(nodes.get(id)!);
		}
		add(byPart, partOf(stack), time);
		add(byFile, fileOf(stack), time);
	});
	console.log(`\n${name}`);
	printTimes('by part', byPart);
	printTimes('self time by package', byFile);
}

function partOf(stack: Profiler.ProfileNode[]): string {
	const part = PARTS.find(([, functions, file]) =>
		stack.some(
			({ callFrame }) => functions.test(callFrame.functionName) && file.test(callFrame.url),
		),
	);
	const leaf = stack[0].callFrame.functionName;
	return part?.[0] ?? (leaf.startsWith('(') ? leaf : 'promises and event loop');
}

/** A package, for n8n's own its file. Native functions count for the file that called them. */
function fileOf(stack: Profiler.ProfileNode[]): string {
	const url = stack.find(({ callFrame }) => callFrame.url !== '')?.callFrame.url;
	if (url === undefined) return stack[0].callFrame.functionName;
	if (url.startsWith('node:')) return 'Node';
	const match = /.*node_modules\/((?:@[^/]+\/)?[^/]+)\/(?:dist\/)?(.*)/.exec(url);
	if (!match) return url.replace(/.*\//, '');
	const [, name, path] = match;
	return name.startsWith('n8n-') ? `${name}: ${path.replace(/.*\//, '')}` : name;
}

function add(times: Times, key: string, time: number): void {
	times.set(key, (times.get(key) ?? 0) + time);
}

function printTimes(title: string, times: Times): void {
	const total = [...times.values()].reduce((sum, time) => sum + time, 0);
	console.log(`  ${title}, of ${total.toFixed(0)} microseconds an item`);
	for (const [key, time] of [...times].sort(([, a], [, b]) => b - a).slice(0, 18)) {
		const share = `${((100 * time) / total).toFixed(1)} %`;
		console.log(`  ${time.toFixed(0).padStart(6)}  ${share.padStart(7)}  ${key}`);
	}
}
