/** The console's colours and measures, in both themes; nothing is put into it. */
export const PAGE_STYLE = `
:root{color-scheme:dark light;--ground:#0a0b0d;--surface:#111316;--raised:#181b1f;--line:#23272d;--line-strong:#353b43;--ink:#e7e9ec;--ink-2:#a4acb6;--ink-3:#7f8894;--accent:#7aa7ff;--gain:#3ecf8e;--loss:#ff6b75;--held:#f5a623;--held-wash:#2c210d;--broken:#ff5a63}
@media (prefers-color-scheme:light){:root{--ground:#f3f4f6;--surface:#fff;--raised:#f4f5f7;--line:#dde1e6;--line-strong:#b9c0c9;--ink:#14171b;--ink-2:#48515c;--ink-3:#626c78;--accent:#2459c9;--gain:#0b7a4b;--loss:#c3283a;--held:#8f5b00;--held-wash:#fdf0d5;--broken:#c3202f}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:13px/1.5 'Inter Variable',Inter,system-ui,-apple-system,'Segoe UI',sans-serif;font-variant-numeric:tabular-nums}
main{max-width:1240px;margin:0 auto;padding:24px 20px 48px}
h1,h2,p,dl,dd,figure{margin:0}
code,.tie b,output,.figure dd:nth-of-type(1),td{font-family:'JetBrains Mono Variable','JetBrains Mono',ui-monospace,Menlo,Consolas,monospace}
.gain{color:var(--gain)}.loss{color:var(--loss)}.flat{color:var(--ink-2)}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.top{display:flex;flex-wrap:wrap;gap:4px 16px;color:var(--ink-2);justify-content:space-between;overflow-wrap:anywhere}
.verdict{font-size:26px;line-height:1.25;font-weight:600;letter-spacing:-.01em;margin:12px 0 6px;text-wrap:balance}
.verdict .arrow{display:inline-block;width:1.1em}
.remarks{color:var(--ink-2);font-size:15px;max-width:80ch}
.warnings{margin:16px 0 0;padding:10px 14px;border:1px solid var(--held);border-radius:6px;background:var(--held-wash)}
.warnings h2{color:var(--held);font-size:13px;margin:0 0 4px}
.warnings ul{margin:0;padding-left:18px}
.clean{margin-top:12px;color:var(--ink-3)}
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(150px,1fr));margin:20px 0 0;background:var(--surface);border:1px solid var(--line);border-radius:6px;overflow:hidden}
.figure{padding:10px 12px;min-width:0;margin:0 -1px -1px 0;border:solid var(--line);border-width:0 1px 1px 0}
.figure dt{color:var(--ink-2);font-size:12px}
.figure dd:nth-of-type(1){font-size:18px;line-height:1.5;white-space:nowrap}
.figure .note{color:var(--ink-3);font-size:11px}
.tie{margin:10px 0 0;color:var(--ink-2);overflow-wrap:anywhere}
.tie b{color:var(--ink);font-weight:500}.tie .mark{color:var(--gain);margin-right:8px;white-space:nowrap}
.panel,.chart{margin-top:16px;background:var(--surface);border:1px solid var(--line);border-radius:6px}
.panel>h2{font-size:13px;font-weight:600;padding:10px 14px;border-bottom:1px solid var(--line)}
.panel small{color:var(--ink-3);font-weight:400;margin-left:6px}
.pair{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(460px,100%),1fr));gap:0 16px;align-items:start}
.pair>*{min-width:0}
.chart{padding:10px 14px 12px}
.chart figcaption{display:flex;flex-wrap:wrap;gap:4px 18px;color:var(--ink-2);min-height:22px;align-items:center}
.chart output{margin-left:auto;color:var(--ink);white-space:pre}
.key{display:inline-block;width:16px;height:0;border-top:2px solid var(--accent);vertical-align:middle;margin-right:6px}
.start-key{border-top:1px dashed var(--ink-3)}.fall-key{border-top:7px solid color-mix(in srgb,var(--loss) 45%,transparent)}
.plot{display:grid;grid-template-columns:76px 1fr;margin-top:8px}
.scale{position:relative;color:var(--ink-3);font-size:11px}
.scale span{position:absolute;right:8px;transform:translateY(-50%);white-space:nowrap}
.area{position:relative;border-left:1px solid var(--line-strong);border-bottom:1px solid var(--line)}
.equity .area{height:280px}.drawdown .area{height:110px}
.area svg{position:absolute;inset:0;width:100%;height:100%;overflow:visible}
.area path{fill:none;vector-effect:non-scaling-stroke;stroke-linejoin:round}
.area .line{stroke:var(--accent);stroke-width:1.5}.area .fill{fill:color-mix(in srgb,var(--accent) 14%,transparent)}
.area .start{stroke:var(--ink-3);stroke-dasharray:4 4}
.area .fall{fill:color-mix(in srgb,var(--loss) 26%,transparent)}.area .fall-line{stroke:var(--loss);stroke-width:1}
.area>i{position:absolute;pointer-events:none}
.area>i.row{left:0;right:0;border-top:1px solid var(--line)}
.area>i.column{top:0;bottom:0;border-left:1px solid var(--line)}
.area>i.cross{top:0;bottom:0;border-left:1px solid var(--ink-2)}
.dot{position:absolute;width:9px;height:9px;margin:-4.5px;border-radius:50%;background:var(--surface);border:2px solid var(--ink);pointer-events:none}
.dot b{position:absolute;font-size:11px;font-weight:500;line-height:1.3;white-space:nowrap;padding:0 4px;background:var(--surface);border-radius:3px}
.dot.left b{right:10px}.dot.right b{left:10px}.dot.above b{bottom:0}.dot.below b{top:0}
.times{position:relative;height:20px;margin-left:76px;color:var(--ink-3);font-size:11px}
.times span{position:absolute;top:5px;transform:translateX(-50%);white-space:nowrap}
.times span.first{transform:none}.times span.last{transform:translateX(-100%)}
.wide{overflow-x:auto;position:relative}.tall{max-height:640px;overflow-y:auto}
table{width:100%;border-collapse:collapse}
th,td{padding:5px 10px;text-align:right;border-bottom:1px solid var(--line);white-space:nowrap;font-weight:400}
tbody tr:last-child>*{border-bottom:0}
thead th{color:var(--ink-3);font-size:12px}
th:first-child,td:first-child{text-align:left;padding-left:14px}
td:last-child,th:last-child{padding-right:14px}
tbody tr:hover>*{background:var(--raised)}
.groups th[scope=row]{white-space:normal;min-width:130px;overflow-wrap:anywhere}
.bars{width:22%;min-width:90px}
.bar{position:relative;display:block;height:10px}
.bar:before{content:'';position:absolute;left:50%;top:-3px;bottom:-3px;border-left:1px solid var(--line-strong)}
.bar i{position:absolute;top:0;bottom:0;min-width:1px}.bar .up{background:var(--gain)}.bar .down{background:var(--loss)}
.heat-table{table-layout:fixed;min-width:940px}
.heat-table th,.heat-table td{text-align:center;padding:6px 4px}
.heat-table th:first-child{width:64px}
.heat.up{background:color-mix(in srgb,var(--gain) var(--strength),transparent)}
.heat.down{background:color-mix(in srgb,var(--loss) var(--strength),transparent)}
.quiet{color:var(--ink-3)}.heat-table .sum{font-weight:600;border-left:1px solid var(--line-strong)}
.pairs{display:grid;grid-template-columns:max-content 1fr;gap:5px 16px;padding:10px 14px}
.pairs dt{color:var(--ink-2)}.pairs dd{min-width:0;overflow-wrap:anywhere}
.strategies{columns:290px;column-gap:16px;padding:6px 0}
details{break-inside:avoid;padding:4px 14px}details:only-child{break-inside:auto}
summary{cursor:pointer;font-weight:600}
.params{padding:4px 0 8px;gap:1px 16px}.params dd{text-align:right;font-family:'JetBrains Mono Variable','JetBrains Mono',ui-monospace,Menlo,Consolas,monospace}.params em{color:var(--held);font-style:normal}
.failed{color:var(--broken)}
.trades thead th{position:sticky;top:0;background:var(--surface);padding:0;z-index:1;box-shadow:0 1px var(--line)}
.trades td{font-size:12px;padding:4px 7px}.trades td:first-child{padding-left:14px}
.trades th.text,.trades td:nth-child(-n+4),.trades .why{text-align:left}
.trades .why,.trades td:nth-child(2),.trades td:nth-child(3),.trades td:nth-child(4){font-family:inherit}
.trades .why{min-width:150px;white-space:normal;color:var(--ink-2);line-height:1.35}
.trades button{all:unset;cursor:pointer;padding:6px 7px;width:100%;box-sizing:border-box}
.trades th:first-child button{padding-left:14px}
.trades button:focus-visible{outline:2px solid var(--accent);outline-offset:-2px}
.trades th[aria-sort=ascending] button:after{content:' ↑';color:var(--accent)}
.trades th[aria-sort=descending] button:after{content:' ↓';color:var(--accent)}
.print-only{display:none}
footer{margin-top:24px;color:var(--ink-3)}
@media (max-width:640px){main{padding:16px 12px}.verdict{font-size:21px}.plot{grid-template-columns:62px 1fr}.times{margin-left:62px}.equity .area{height:200px}.times span:nth-child(even){display:none}}
@media print{:root{color-scheme:light;--ground:#fff;--surface:#fff;--raised:#fff;--line:#d5d9de;--line-strong:#9aa2ac;--ink:#000;--ink-2:#333;--ink-3:#555;--accent:#2459c9;--gain:#0b7a4b;--loss:#b01f30;--held:#7a4d00;--held-wash:#fff}
*{print-color-adjust:exact;-webkit-print-color-adjust:exact}
body{font-size:10px}main{max-width:none;padding:0}.tall{max-height:none}.panel,.chart{break-inside:avoid}.panel:has(#trades){break-inside:auto}
th,td{padding:2px 5px}.wide{overflow:visible}.trades thead th{position:static}.trades .why{min-width:80px;font-size:9px}.trades tbody tr:nth-child(n+201){display:none}.print-only{display:block;padding:6px 14px}}
`;
