package fr.gaveurs.console.backend.features.feedback.page;

import fr.gaveurs.console.api.Sha256;
import java.util.Base64;

/** How the page looks, within it, and the policy that lets a browser use this and nothing else. */
public final class PageStyle {
    static final String CSS = """
            *{box-sizing:border-box}
            html{-webkit-text-size-adjust:100%}
            body{margin:0;background:#f6f2ec;color:#221c15;font:1rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,Arial,sans-serif}
            header,main,footer{max-width:40rem;margin:0 auto;padding:1rem}
            header{padding-top:1.5rem}
            h1{margin:0;font-size:1.6rem;line-height:1.2}
            h2{margin:0 0 .6rem;font-size:1.15rem}
            .house{margin:0 0 .2rem;color:#5b4a36;font-weight:600}
            .id{margin:.3rem 0 0;color:#5b5248;font-size:.9rem;word-break:break-all}
            section{margin:0 0 1rem;padding:1rem;background:#fff;border:1px solid #ddd3c5;border-radius:.6rem}
            section>:first-child{margin-top:0}
            section>:last-child{margin-bottom:0}
            dl+h2{margin-top:1rem}
            .recall{border:3px solid #a3130c;background:#fdecea;color:#5c0a06}
            .recall h2{font-size:1.3rem}
            .notice{border:2px solid #8a5a00;background:#fff6e0}
            .good{border-color:#1c6b34;background:#e9f6ec}
            .grade{display:flex;gap:.9rem;align-items:center}
            .letter{flex:none;min-width:3.2rem;padding:.3rem .6rem;border:2px solid #1c5a2c;border-radius:.5rem;color:#1c5a2c;font-size:1.8rem;font-weight:700;line-height:1.2;text-align:center}
            .grade p{margin:0}
            dl{display:grid;grid-template-columns:minmax(0,2fr) minmax(0,3fr);gap:.35rem 1rem;margin:0}
            dt{color:#5b5248}
            dd{margin:0;font-weight:600;overflow-wrap:anywhere}
            ol{margin:0;padding:0;list-style:none}
            ol li{position:relative;padding:0 0 .7rem 1.4rem;border-left:2px solid #b9a98f;margin-left:.4rem}
            ol li::before{content:"";position:absolute;left:-.45rem;top:.4rem;width:.75rem;height:.75rem;border-radius:50%;background:#6b4a1f}
            ol li.bad::before{background:#a3130c}
            ol li:last-child{padding-bottom:0}
            ul{margin:0;padding-left:1.2rem}
            fieldset{margin:0 0 1rem;padding:0;border:0;min-width:0}
            legend,.label{display:block;padding:0;margin:0 0 .25rem;font-weight:600}
            .stars{display:flex;flex-wrap:wrap}
            .stars label{position:relative;display:inline-block;min-width:2.9rem;min-height:2.9rem;text-align:center;cursor:pointer}
            .stars input{position:absolute;inset:0;width:100%;height:100%;margin:0;opacity:0;cursor:pointer}
            .stars .s{display:block;font-size:2.1rem;line-height:2.9rem;color:#756b60}
            .stars input:checked+.s{color:#9a4f00}
            .stars label:has(~label:not(.none) input:checked) .s{color:#9a4f00}
            .stars input:focus-visible+.s{outline:3px solid #0b4fb3;outline-offset:-3px;border-radius:.4rem}
            .stars .none .s{font-size:.9rem;padding:0 .5rem}
            .stars .none input:checked+.s{color:#221c15;text-decoration:underline}
            .hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
            textarea,input[type=email],select{display:block;width:100%;padding:.6rem;border:1px solid #756b60;border-radius:.4rem;background:#fff;color:inherit;font:inherit}
            textarea{min-height:7rem;resize:vertical}
            textarea:focus-visible,input:focus-visible,select:focus-visible,button:focus-visible,summary:focus-visible{outline:3px solid #0b4fb3;outline-offset:2px}
            .hint{margin:.25rem 0 0;color:#5b5248;font-size:.9rem}
            .fault{margin:.25rem 0 0;color:#a3130c;font-weight:600}
            details{margin:0 0 1rem}
            summary{padding:.5rem 0;font-weight:600;cursor:pointer}
            a{color:#6b2f0c}
            a:focus-visible{outline:3px solid #0b4fb3;outline-offset:2px}
            button{width:100%;min-height:3rem;border:0;border-radius:.5rem;background:#6b2f0c;color:#fff;font:inherit;font-weight:600;cursor:pointer}
            button:hover{background:#8a3f14}
            footer{color:#5b5248;font-size:.9rem}
            """.strip();

    /** The header Content-Security-Policy. */
    public static final String POLICY =
            "default-src 'none'; style-src 'sha256-" + Base64.getEncoder().encodeToString(Sha256.of(CSS))
                    + "'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private PageStyle() {}
}
