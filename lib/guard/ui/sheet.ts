/**
 * Styles of all our screens in the page. `!important` on the host wins over the page's rules for it. Colours meet WCAG AA on the sites' light, dim and black backgrounds.
 */
export const sheet = `
:host{all:initial!important;display:block!important;flex:none!important;max-width:100%!important}
:host([popover]){position:fixed!important;inset:auto 20px 76px auto!important;background:none!important;overflow:visible!important}
:host([popover]:not(:popover-open)){display:none!important}
*{box-sizing:border-box}
.body{--ink:#0f1419;--soft:#4d5a66;--good:#0b6b3f;--change:#b3261e;--wait:#855000;--tip:#1c5ea6;--line:#d3dae0;
--ground:#fff;--press:#16324f;--on-press:#fff;--shade:rgba(15,20,25,.05);
font:400 13px/1.45 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;color:var(--ink);text-align:start;
letter-spacing:normal;color-scheme:light}
.body[data-theme=dark]{--ink:#eceff1;--soft:#a9b4be;--good:#63d39c;--change:#ff9d94;--wait:#f3c26b;--tip:#8fc4ff;
--line:#3a434c;--ground:#1a1e23;--press:#d5e5f5;--on-press:#0c1a27;--shade:rgba(255,255,255,.07);color-scheme:dark}
.line{padding:6px var(--inset,0) 6px;border-top:1px solid var(--line);min-width:0;width:100%}
.floating{position:fixed;left:50%;bottom:20px;transform:translateX(-50%);width:min(600px,calc(100vw - 32px));z-index:2147483646;
background:var(--ground);border:1px solid var(--line);border-radius:10px;padding:8px 12px;box-shadow:0 4px 18px rgba(0,0,0,.25)}
.row{display:flex;align-items:center;gap:8px;min-height:28px}
.words{flex:1 1 auto;min-width:0;color:var(--soft);overflow-wrap:anywhere}
.icon{flex:none;width:16px;height:16px;fill:none;stroke:currentColor;stroke-width:1.8;stroke-linecap:round;stroke-linejoin:round}
.good .icon,.good .words{color:var(--good)}
.change .icon,.change .words,.stop .icon,.stop .words{color:var(--change)}
.wait .icon,.wait .words,.blind .icon,.blind .words{color:var(--wait)}
.tip .icon,.tip .words{color:var(--tip)}
.quiet .icon{color:var(--soft)}
.stop>.icon{fill:currentColor}
button,select,textarea,input{font:inherit;color:inherit;margin:0}
button{min-height:28px;padding:3px 12px;border:1px solid var(--line);border-radius:8px;background:transparent;color:var(--ink);
font-weight:600;cursor:pointer;text-align:center;white-space:nowrap}
button:hover{background:var(--shade)}
button.press{background:var(--press);border-color:var(--press);color:var(--on-press)}
button.press:hover{filter:brightness(1.12)}
button.plain{border-color:transparent;font-weight:400;color:var(--soft);padding-inline:8px}
button.more,button.close{flex:none;width:28px;padding:0;border-color:transparent;display:grid;place-items:center;color:var(--soft)}
button.more[aria-expanded=true] .icon{transform:rotate(180deg)}
button[disabled]{opacity:.6;cursor:default}
:focus-visible{outline:2px solid var(--tip);outline-offset:2px}
.panel{max-height:min(46vh,420px);overflow:auto;overscroll-behavior:contain;padding:2px 2px 4px;margin-top:4px}
.panel[hidden]{display:none}
h2{font-size:17px;line-height:1.3;margin:0 0 8px;font-weight:700;color:var(--ink)}
h3{font-size:13px;margin:8px 0 4px;font-weight:700}
p{margin:0 0 8px}
ol,ul{list-style:none;margin:0;padding:0}
.finding{display:grid;grid-template-columns:20px minmax(0,1fr);gap:0 4px;padding:10px 0;border-top:1px solid var(--line)}
.finding:first-child{border-top:0}
.number{color:var(--soft);font-variant-numeric:tabular-nums}
.head{display:flex;gap:12px;align-items:baseline;justify-content:space-between}
.quote{font-weight:600;overflow-wrap:anywhere;text-decoration-thickness:2px;text-underline-offset:3px}
.quote.block{text-decoration:underline wavy 1.5px var(--change)}
.quote.review{text-decoration:underline solid 2px var(--wait)}
.quote.advise{text-decoration:underline dotted 2px var(--tip)}
.tag{flex:none;font-size:12px;color:var(--soft)}
.tag.block{color:var(--change)}.tag.review{color:var(--wait)}.tag.advise{color:var(--tip)}
.row button .icon,.news button .icon{color:var(--soft)}
.finding p{margin:2px 0 0}
.say{color:var(--ink)}
.acts{display:flex;flex-wrap:wrap;gap:6px 8px;align-items:center;margin-top:8px}
details{margin-top:6px;color:var(--soft)}
summary{cursor:pointer;width:fit-content;min-height:24px}
.reason{display:flex;gap:8px;margin-top:8px;width:100%}
.reason input{flex:1 1 auto;min-width:0}
input,textarea,select{border:1px solid var(--soft);border-radius:8px;background:var(--ground);color:var(--ink);padding:5px 8px;min-height:30px}
textarea{width:100%;resize:vertical;min-height:56px;display:block}
label{display:block;margin:0 0 4px;font-weight:600}
.field{margin:0 0 12px}
dialog{width:min(520px,calc(100vw - 32px));max-height:calc(100vh - 32px);overflow:auto;margin:auto;padding:20px;
border:1px solid var(--line);border-radius:14px;background:var(--ground);color:var(--ink);font-size:14px;box-shadow:0 12px 40px rgba(0,0,0,.35)}
dialog::backdrop{background:rgba(10,14,18,.45)}
dialog:focus-visible{outline-offset:0}
dialog ul.why{margin:0 0 12px;padding:0;color:var(--soft)}
dialog ul.why li{padding:2px 0 2px 12px;border-left:3px solid var(--wait);margin:0 0 4px}
dl{display:grid;grid-template-columns:auto minmax(0,1fr);gap:4px 12px;margin:0 0 12px}
dt{color:var(--soft)}dd{margin:0;overflow-wrap:anywhere}
.choices{margin:0 0 8px}.choices li{display:flex;flex-wrap:wrap;gap:2px 10px;align-items:center;padding:4px 0}
.tick{display:flex;gap:8px;align-items:center;margin:0 0 12px}.tick label{margin:0;font-weight:400}dialog .tick input{width:18px;min-height:18px}
.diff{white-space:pre-wrap;overflow-wrap:anywhere;padding:8px 10px;border-radius:8px;background:var(--shade);margin:0 0 12px;max-height:30vh;overflow:auto}
p.ready{padding:8px 10px;border:1px solid var(--line);border-radius:8px;overflow-wrap:anywhere}
.locked{background:var(--shade)}
dialog input,dialog select{width:100%}
del{color:var(--change)}ins{color:var(--good);text-decoration:underline}
.end{display:flex;flex-wrap:wrap;gap:8px;justify-content:flex-end;position:sticky;bottom:-20px;margin:4px -20px -20px;padding:10px 20px 20px;background:var(--ground)}
.end button{min-height:34px;padding-inline:16px}
.problem{color:var(--change);margin:0 0 12px}
.problem:empty{display:none}
.card{width:min(340px,calc(100vw - 32px));background:var(--ground);border:1px solid var(--line);border-radius:12px;
box-shadow:0 6px 24px rgba(0,0,0,.28);padding:4px 12px}
.news{display:grid;grid-template-columns:20px minmax(0,1fr) 28px;gap:0 6px;align-items:start;padding:8px 0;border-top:1px solid var(--line)}
.news:first-child{border-top:0}
.news .icon{margin-top:2px}
.news .words{color:var(--ink)}
.news.good .words,.news.change .words,.news.wait .words,.news.blind .words{color:var(--ink)}
.news .about{color:var(--soft);margin:2px 0 0;overflow-wrap:anywhere}
a{color:var(--tip)}
@media (prefers-reduced-motion:no-preference){.more .icon{transition:transform .15s}dialog[open]{animation:in .12s ease-out}
@keyframes in{from{opacity:0;transform:translateY(6px)}}}
@media (forced-colors:active){button{border-color:ButtonText}.icon{stroke:CanvasText}}
@media (max-width:480px){button{white-space:normal}.head{flex-direction:column;gap:0}.end button{flex:1 1 100%}}
`;
