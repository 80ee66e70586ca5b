package fr.gaveurs.console.backend;

import fr.gaveurs.console.api.feedback.Feedbacks.ProductProof;
import fr.gaveurs.console.api.feedback.Feedbacks.ProofState;
import fr.gaveurs.console.api.log.Log.Proof;
import fr.gaveurs.console.api.products.Products.Product;
import fr.gaveurs.console.backend.features.feedback.ProductProofs;
import fr.gaveurs.console.backend.features.log.LogFeature;
import fr.gaveurs.console.backend.features.log.RowProofs;
import fr.gaveurs.console.backend.features.log.RowProofs.RowProof;
import fr.gaveurs.console.backend.features.log.RowProofs.Standing;
import fr.gaveurs.console.backend.features.log.RowsAbout;
import fr.gaveurs.console.backend.features.products.ProductsFeature;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The log's word on products: on the product, and on whether it and its lot were called back. */
final class LoggedProducts implements ProductProofs {
    private final LogFeature log;
    private final RowProofs rows;
    private final RowsAbout recalls;
    private final RowProofs lifts;

    LoggedProducts(LogFeature log) {
        this.log = log;
        this.rows = log.proofs(ProductsFeature.PRODUCT);
        this.recalls = log.proofsAbout(ProductsFeature.RECALL, "subject");
        this.lifts = log.proofs(ProductsFeature.LIFT);
    }

    @Override
    public ProductProof of(Product product) throws SQLException {
        RowProof proof = rows.of(product.productId());
        List<Standing> all = new ArrayList<>(List.of(proof.standing()));
        List<String> subjects =
                product.lot() == null ? List.of(product.productId()) : List.of(product.productId(), product.lot());
        for (Map.Entry<String, RowProof> recall : recalls.of(subjects).entrySet()) {
            all.add(recall.getValue().standing());
            all.add(lifts.of(recall.getKey()).standing());
        }
        ProofState state = all.contains(Standing.ALTERED)
                ? ProofState.ALTERED
                : proof.standing() == Standing.VERIFIED && !all.contains(Standing.PENDING)
                        ? ProofState.VERIFIED
                        : ProofState.PENDING;
        return new ProductProof(state, proof.index(), proof.size());
    }

    @Override
    public Proof proof(String productId) throws SQLException {
        return log.proof(ProductsFeature.PRODUCT, productId);
    }
}
